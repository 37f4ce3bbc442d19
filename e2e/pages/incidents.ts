// What went wrong while a page was open: broken policy, complaints on the console, requests that should not have been.
import { type Page } from "@playwright/test";

export class Incidents {
  readonly complaints: string[] = [];
  readonly foreign: string[] = [];
  /** Every answer that was neither 200 nor the redirect of a directory without its slash. */
  readonly failed: string[] = [];
  readonly answered: string[] = [];

  private constructor(readonly page: Page) {}

  /** From before the first script on. */
  static async watch(page: Page, origin: string): Promise<Incidents> {
    const incidents = new Incidents(page);
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) incidents.complaints.push(message.text());
    });
    page.on("pageerror", (error) => incidents.complaints.push(error.message));
    page.on("request", (request) => {
      // A file that the page itself has made is had without any request.
      const isLocal = [`${origin}/`, `blob:${origin}/`].some((start) => request.url().startsWith(start));
      if (!isLocal) incidents.foreign.push(request.url());
    });
    page.on("requestfailed", (request) => incidents.failed.push(`${request.failure()?.errorText} ${request.url()}`));
    page.on("response", (response) => {
      incidents.answered.push(new URL(response.url()).pathname);
      const redirect = response.status() === 308 && response.request().isNavigationRequest();
      if (response.status() !== 200 && !redirect) incidents.failed.push(`${response.status()} ${response.url()}`);
    });
    await page.addInitScript(() => {
      const violations: string[] = [];
      Object.assign(window, { violations });
      document.addEventListener("securitypolicyviolation", (event) => {
        violations.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`);
      });
    });
    return incidents;
  }

  /** What the content security policy has refused in this document. */
  violations(): Promise<string[]> {
    return this.page.evaluate(() => (window as unknown as { violations: string[] }).violations);
  }
}
