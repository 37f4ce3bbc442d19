// Before and after the audit: a clean sheet, and one report.
import { forget, tell } from "./notes";

export default function begin() {
  forget();
  return tell;
}
