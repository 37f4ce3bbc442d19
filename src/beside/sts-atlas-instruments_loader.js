// Starts the second program. A failure is thrown where the page hears of it.
// Nothing else belongs here; the program itself is compiled from this folder.
importScripts("./sts-atlas-instruments.js");
wasm_bindgen({ module_or_path: "./sts-atlas-instruments_bg.wasm" }).catch(function (reason) {
  setTimeout(function () { throw reason; });
});
