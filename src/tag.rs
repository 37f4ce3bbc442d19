//! Elements of the page, all of one type whatever their name: each type of its own would weigh 2 to 4 KB in WebAssembly.
//! Nothing is known here of what they show; views without types of their own are made of these.

use leptos::attr::any_attribute::{AnyAttribute, IntoAnyAttribute};
use leptos::attr::custom::custom_attribute;
use leptos::prelude::*;
use leptos::reactive::graph::{Observer, Subscriber};
use leptos::tachys::html::{class, element, node_ref, property, style};
use leptos::{ev, html};
use wasm_bindgen::JsValue;
use web_sys::Event;

use crate::preferences::{Flag, Message, Part, Text, say, text};

/// The type of every element made here, for a [`NodeRef`].
pub type AnyElement = element::Custom<String>;

/// An element being put together: attributes, then content, then [`Tag::view`]. One pointer: what is handed on from call
/// to call is copied each time.
pub struct Tag(Box<Parts>);

struct Parts {
    name: &'static str,
    attributes: Vec<AnyAttribute>,
    children: Vec<AnyView>,
}

/// An element with this name.
#[inline(never)]
pub fn tag(name: &'static str) -> Tag {
    Tag(Box::new(Parts { name, attributes: Vec::new(), children: Vec::new() }))
}

impl Tag {
    /// Its classes.
    #[inline(never)]
    pub fn class(self, names: &'static str) -> Self {
        self.set("class", names)
    }

    /// An attribute that stays.
    #[inline(never)]
    pub fn set(self, name: &'static str, value: &'static str) -> Self {
        self.with(custom_attribute(name, value).into_any_attr())
    }

    /// An attribute that stays and is known only now.
    #[inline(never)]
    pub fn set_to(self, name: &'static str, value: String) -> Self {
        self.with(custom_attribute(name, value).into_any_attr())
    }

    /// An attribute that changes.
    #[inline(never)]
    pub fn live(self, name: &'static str, value: Text) -> Self {
        self.with(custom_attribute(name, let_go(value)).into_any_attr())
    }

    /// An attribute that comes and goes.
    #[inline(never)]
    pub fn maybe(self, name: &'static str, value: Box<dyn Fn() -> Option<String> + Send>) -> Self {
        self.with(custom_attribute(name, let_go(value)).into_any_attr())
    }

    /// A class that comes and goes.
    #[inline(never)]
    pub fn flag(self, name: &'static str, on: Flag) -> Self {
        self.with(class::class((name, let_go(on))).into_any_attr())
    }

    /// A style property that changes; the policy of the page allows these, not the attribute.
    #[inline(never)]
    pub fn style(self, name: &'static str, value: Text) -> Self {
        self.with(style::style((name, let_go(value))).into_any_attr())
    }

    /// A property of the element that changes, such as `value` or `checked`.
    #[inline(never)]
    pub fn property(self, name: &'static str, value: Box<dyn Fn() -> JsValue + Send>) -> Self {
        self.with(property::prop(name, let_go(value)).into_any_attr())
    }

    /// What happens upon an event.
    pub fn on(self, event: &'static str, run: impl FnMut(Event) + 'static) -> Self {
        let run: Box<dyn FnMut(Event)> = Box::new(run);
        self.with(ev::on(ev::Custom::<Event>::new(event), run).into_any_attr())
    }

    /// What happens upon a click.
    pub fn on_click(self, run: impl FnMut() + 'static) -> Self {
        self.click(Box::new(run))
    }

    #[inline(never)]
    fn click(self, mut run: Box<dyn FnMut()>) -> Self {
        self.on("click", move |_| run())
    }

    /// Where the element can be found once it is there.
    #[inline(never)]
    pub fn node(self, node: NodeRef<AnyElement>) -> Self {
        self.with(node_ref::node_ref(node).into_any_attr())
    }

    /// What it is called, for those who do not see it.
    #[inline(never)]
    pub fn label(self, message: Message) -> Self {
        self.live("aria-label", text(say(message)))
    }

    /// An element it holds; elements, texts and parts stand in the order in which they are named.
    #[inline(never)]
    pub fn child(self, child: Self) -> Self {
        self.holds(child.view())
    }

    /// A view it holds.
    #[inline(never)]
    pub fn holds(mut self, view: AnyView) -> Self {
        self.0.children.push(view);
        self
    }

    /// Views it holds.
    #[inline(never)]
    pub fn holds_all(mut self, views: Vec<AnyView>) -> Self {
        self.0.children.extend(views);
        self
    }

    /// A message it shows.
    #[inline(never)]
    pub fn word(self, message: Message) -> Self {
        self.says(text(say(message)))
    }

    /// A text it shows, which changes.
    #[inline(never)]
    pub fn says(self, text: Text) -> Self {
        self.holds(loose(text))
    }

    /// A text it shows, which stays.
    #[inline(never)]
    pub fn written(self, text: String) -> Self {
        self.holds(text.into_any())
    }

    /// A part of it that is made anew when what it reads changes.
    #[inline(never)]
    pub fn part(self, part: Part) -> Self {
        self.holds(let_go(part).into_any())
    }

    /// The element.
    #[inline(never)]
    pub fn view(self) -> AnyView {
        let Parts { name, attributes, children } = *self.0;
        // As the document names it: a part that is made anew finds its elements again, and the focus stays in them.
        html::custom(name.to_ascii_uppercase()).add_any_attr(attributes).child(children).into_any()
    }

    fn with(mut self, attribute: AnyAttribute) -> Self {
        self.0.attributes.push(attribute);
        self
    }
}

/// A text that changes, in no element of its own.
#[inline(never)]
pub fn loose(text: Text) -> AnyView {
    let_go(text).into_any()
}

/// What changes, and is let go of by all it reads once something else stands in its place: a signal keeps hold of its
/// readers, those that are gone as well, and a page that is played for hours would fill up with them.
fn let_go<T: 'static>(read: Box<dyn Fn() -> T + Send>) -> Box<dyn Fn() -> T + Send> {
    Box::new(move || {
        let_go_of_reader();
        read()
    })
}

#[inline(never)]
fn let_go_of_reader() {
    if let Some(reader) = Observer::get() {
        on_cleanup(move || reader.clear_sources(&reader));
    }
}
