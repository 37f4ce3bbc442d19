// The page in a real browser, against the release build in dist/, served statically from a sub-path.
import { defineConfig } from "@playwright/test";

const PORT = Number(process.env.E2E_PORT ?? 4173);

export default defineConfig({
  testDir: "tests",
  outputDir: "test-results",
  snapshotPathTemplate: "frozen/{arg}{ext}",
  fullyParallel: true,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["line"]],
  use: {
    baseURL: `http://127.0.0.1:${PORT}/some/sub/path/`,
    viewport: { width: 1440, height: 900 },
    locale: "en-US",
    timezoneId: "Asia/Tokyo",
    browserName: "chromium",
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox", "--disable-background-networking", "--disable-sync",
        "--disable-component-update", "--no-first-run", "--disable-quic",
      ],
    },
  },
  webServer: {
    command: `cargo xtask serve-dist --port ${PORT}`,
    cwd: "..",
    url: `http://127.0.0.1:${PORT}/some/sub/path/index.html`,
    // By hand only: what another checkout left running is not what is tested.
    reuseExistingServer: process.env.E2E_PORT !== undefined,
    timeout: 120_000,
  },
});
