// The audit: the same browser, server and screen as the tests, other files, more patience.
import { defineConfig } from "@playwright/test";
import tests from "../playwright.config";

export default defineConfig(tests, {
  testDir: ".",
  outputDir: "test-results/left-behind",
  globalSetup: "./begin",
  timeout: 300_000,
});
