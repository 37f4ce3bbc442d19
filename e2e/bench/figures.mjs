// Figures as `cargo xtask bench` reads them: one `name value` per line.
// No measuring here.

export function print(name, value) {
  console.log(`${name} ${typeof value === "number" && !Number.isInteger(value) ? value.toFixed(3) : value}`);
}

/** The value below which so many percent of `values` lie. */
export function quantile(values, percent) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) * percent / 100)];
}

export function printQuantiles(name, values) {
  print(`${name}_p50`, quantile(values, 50));
  print(`${name}_p95`, quantile(values, 95));
}
