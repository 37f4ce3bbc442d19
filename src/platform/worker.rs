//! A second program that runs beside the page and answers texts with texts, one after the other.
//! What is asked and answered is not known here.

use js_sys::Array;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, Worker};

/// The program, running for as long as this lives.
pub struct Program {
    worker: Worker,
    _answered: Closure<dyn FnMut(MessageEvent)>,
    _failed: Closure<dyn FnMut()>,
}

impl Program {
    /// Starts a program that lies among the files fetched later. What it answers comes with the question's number; a
    /// program that cannot be had, or broke, answers nothing any more.
    pub fn start(file: &str, answered: impl Fn(u32, String) + 'static, failed: impl Fn() + 'static) -> Option<Self> {
        let worker = Worker::new(&(super::beside::folder()? + file)).ok()?;
        let answered = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let parts: Array = event.data().unchecked_into();
            if let (Some(number), Some(text)) = (parts.get(0).as_f64(), parts.get(1).as_string()) {
                answered(number as u32, text);
            }
        });
        let failed = Closure::<dyn FnMut()>::new(failed);
        worker.set_onmessage(Some(answered.as_ref().unchecked_ref()));
        worker.set_onerror(Some(failed.as_ref().unchecked_ref()));
        Some(Self { worker, _answered: answered, _failed: failed })
    }

    /// Asks.
    pub fn ask(&self, number: u32, text: &str) {
        // Only a text that cannot be copied is refused.
        let _ = self.worker.post_message(&Array::of2(&number.into(), &JsValue::from_str(text)));
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}
