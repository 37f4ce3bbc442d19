//! The second program: answers the page's questions with finished sheets, and fetches what they need.
//! No sheet is drawn here; the page is known only by its messages.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Uint8Array};
use sts_atlas_instruments::{Answer, Ask, Desk, Measure, Question, estimate};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent, OffscreenCanvas, OffscreenCanvasRenderingContext2d, Response};

fn main() {
    let desk: Rc<RefCell<Option<Desk>>> = Rc::default();
    let asked = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let parts: Array = event.data().unchecked_into();
        let (Some(number), Some(text)) = (parts.get(0).as_f64(), parts.get(1).as_string()) else { return };
        // The first message says how the page sets its texts.
        if desk.borrow().is_none() {
            *desk.borrow_mut() = Some(Desk::new(measure(text)));
            return;
        }
        match Question::read(&text) {
            Ok(Question::Sheet(ask)) => spawn_local(answer(Rc::clone(&desk), number, ask)),
            Ok(Question::Keep(packed)) => with(&desk, |desk| desk.keep(&packed)),
            Ok(Question::ReadScenario { lang, name, text }) => with(&desk, |desk| {
                let read = desk.read_scenario(lang, &name, &text);
                // What is wrong is told from a packed scenario by a sign that none begins with.
                post(number, &read.unwrap_or_else(|wrong| format!("!{wrong}")));
            }),
            Err(_) => {}
        }
    });
    scope().set_onmessage(Some(asked.as_ref().unchecked_ref()));
    // Messages come as long as the program runs.
    asked.forget();
    // From here on it hears.
    post(0.0, "");
}

fn with(desk: &RefCell<Option<Desk>>, act: impl FnOnce(&mut Desk)) {
    if let Some(desk) = desk.borrow_mut().as_mut() {
        act(desk);
    }
}

fn post(number: f64, text: &str) {
    // Only what cannot be copied is refused.
    let _ = scope().post_message(&Array::of2(&number.into(), &JsValue::from_str(text)));
}

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

async fn answer(desk: Rc<RefCell<Option<Desk>>>, number: f64, ask: Ask) {
    loop {
        let answer = desk.borrow_mut().as_mut().map(|desk| desk.answer(&ask));
        match answer {
            Some(Answer::Needs(file)) => {
                let bytes = fetch(&file).await.ok();
                desk.borrow_mut().iter_mut().for_each(|desk| desk.supply(&file, bytes.clone()));
            }
            Some(Answer::Sheet(text) | Answer::Go(text)) => return post(number, &text),
            None => return,
        }
    }
}

/// The bytes of a file that lies beside this program.
async fn fetch(file: &str) -> Result<Vec<u8>, JsValue> {
    let response: Response = JsFuture::from(scope().fetch_with_str(file)).await?.dyn_into()?;
    if !response.ok() {
        return Err(JsValue::NULL);
    }
    let bytes = JsFuture::from(response.array_buffer()?).await?;
    Ok(Uint8Array::new(&bytes).to_vec())
}

/// What measures texts in a font.
fn measure(font: String) -> Measure {
    let context = OffscreenCanvas::new(1, 1).ok().and_then(|canvas| canvas.get_context("2d").ok().flatten());
    let context = context.and_then(|context| context.dyn_into::<OffscreenCanvasRenderingContext2d>().ok());
    Box::new(move |text, size| {
        let measured = context.as_ref().and_then(|context| {
            context.set_font(&format!("{size}px {font}"));
            context.measure_text(text).ok()
        });
        measured.map_or_else(|| estimate(text, size), |measured| measured.width() as f32)
    })
}
