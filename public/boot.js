// Before the first paint: language and theme. Afterwards: a readable message if WebAssembly cannot start, and the way
// back after a panic.
// Nothing else belongs here; the app itself is compiled from src/.
(function () {
  "use strict";
  var root = document.documentElement;
  function stored(key) {
    try { return localStorage.getItem(key); } catch (_) { return null; }
  }
  var query = new URLSearchParams(location.hash.split("?")[1] || "");
  var lang = query.get("lang") || stored("sts-atlas.lang") || ((navigator.language || "").slice(0, 2) === "ja" ? "ja" : "en");
  if (lang !== "ja" && lang !== "en" && lang !== "en-x-pseudo") lang = "en";
  root.lang = lang;
  var theme = query.get("theme") || stored("sts-atlas.theme");
  if (theme !== "dark" && theme !== "light") {
    theme = window.matchMedia && matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  }
  root.dataset.theme = theme;

  var started = false;
  function failed(detail) {
    if (started) return;
    var message = document.getElementById("boot-failed");
    if (!message) return;
    message.hidden = false;
    document.getElementById("boot-detail").textContent = String(detail || "").slice(0, 300);
  }
  window.addEventListener("TrunkApplicationStarted", function () { started = true; });
  window.addEventListener("unhandledrejection", function (event) { failed(event.reason); });
  window.addEventListener("error", function (event) { failed(event.message); });
  // After a panic the link leads to the address that is already open: only a reload starts the app again.
  document.addEventListener("click", function (event) {
    var link = event.target instanceof Element && event.target.closest("#panic-link");
    if (!link) return;
    event.preventDefault();
    history.replaceState(null, "", link.getAttribute("href"));
    location.reload();
  });
  document.addEventListener("DOMContentLoaded", function () {
    if (typeof WebAssembly !== "object") failed("WebAssembly is not available");
  });
})();
