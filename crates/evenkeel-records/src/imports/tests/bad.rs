//! Files that are broken say where.

use axum::http::{Method, StatusCode};

use super::{app, checked, counts, report, send};
use crate::imports::file::read;

fn fault(file: &[u8]) -> String {
    match read(file, "") {
        Err(evenkeel_core::Error::Invalid(faults)) => faults[0].message.clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn plt_12_a_broken_file_says_where_and_what_to_do() {
    assert_eq!(fault(b""), "The file is empty");
    assert_eq!(fault(b"\n\n \n"), "The file is empty");
    assert_eq!(fault(b"Name,Unit\n"), "The file has a head but no rows below it");
    assert_eq!(
        fault(b"Name,Unit\nAnn,Ward\nBob,\"Ward\nCid,Ward\n"),
        "Row 3, column 2: a quote opens and is never closed. Close it, or take it out"
    );
    assert_eq!(
        fault(b"Name\nAnn\nBo\0b\n"),
        "Row 3 holds a NUL character, which no text has. Save the file again as CSV"
    );
    assert!(fault(b"PK\x03\x04rest").starts_with("This is a workbook"));
    let wide = ["a"; 501].join(",");
    assert_eq!(
        fault(format!("{wide}\nx\n").as_bytes()),
        "The file has 501 columns; at most 500 fit"
    );
    let long = "x".repeat(10_001);
    assert_eq!(
        fault(format!("Name,Note\nAnn,{long}\n").as_bytes()),
        "Row 2, column “Note”: a cell has more than 10,000 characters"
    );
    let many = format!("Name\n{}", "Ann\n".repeat(200_001));
    assert!(fault(many.as_bytes()).starts_with("The file has more than 200,000 rows"));
}

#[test]
fn quotes_line_breaks_and_doubled_heads_are_read() {
    let table =
        read(b"Name,Name,,Note\n\"Lund, Amy\",x,,\"two\nlines \"\"here\"\"\"\n", "").unwrap();
    assert_eq!(table.headers, ["Name", "Name (2)", "Column 3", "Note"]);
    assert_eq!(table.rows[0].1, ["Lund, Amy", "x", "", "two\nlines \"here\""]);
    assert_eq!((table.rows[0].0, table.delimiter), (2, ','));
}

#[tokio::test]
async fn a_row_of_another_width_is_refused_alone() {
    let app = app().await;
    let file = "Name,Unit\nAnn One,Ward\nBob,Two,Ward\nCid Three\nDan Four,Ward,,,\n";
    let (url, run) = checked(&app, file.as_bytes()).await;
    assert_eq!(counts(&run), [3, 0, 0, 1]);
    let rows = report(&app, &url).await;
    assert!(rows[1].2.starts_with("Has 3 cells where the head names 2 columns"), "{rows:?}");
}

#[tokio::test]
async fn a_missing_or_broken_upload_is_told_at_the_field() {
    let app = app().await;
    let none = app.post("ben", "/directory/imports", &[]).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(none.text().contains("File is missing: choose a CSV file"));
    let broken = send(&app, "ben", b"Name,Unit\nBob,\"Ward\n", "").await;
    assert_eq!(broken.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(broken.text().contains("Row 2, column 2: a quote opens and is never closed"));
    let wrong = send(&app, "ben", b"Name\nAnn\n", "klingon").await;
    assert!(wrong.text().contains("Encoding: choose one from the list"), "{}", wrong.text());
    let other = app
        .request("ben", Method::POST, "/directory/imports")
        .header("content-type", "multipart/form-data; boundary=B")
        .body("--B\r\nnonsense".into())
        .unwrap();
    assert!(app.send(other).await.status.is_client_error());
}
