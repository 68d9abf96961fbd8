//! HTTP in one place: who asks, what went wrong, forms, pages, assets.

mod api;
pub mod assets;
pub mod cookie;
mod cx;
mod failure;
mod fields;
mod form;
mod frame;
mod house;
mod post;
mod rate;
mod routes;
pub mod secret;
mod serve;
pub mod ui;
mod visitor;

pub use api::{Api, At, Created, Json, Listed, Made, Tagged};
pub use cx::{Cx, Page, html, see_other};
pub use failure::Failure;
pub use fields::{Fields, micro};
pub use form::{Form, Value};
pub use frame::{Act, Frame, Notice, Room, SignedIn, Theme};
pub use house::{Admitted, Credential, Gate, House, Shared};
pub use post::{Post, Refused, Upload, VisitorPost};
pub use rate::Rates;
pub use routes::{Endpoint, Routes};
pub use serve::app;
pub use visitor::Visitor;
