//! Files as they really come: encodings, separators, dates.

use axum::http::StatusCode;

use super::{app, checked, counts, directory, report, send, settled, step};

#[tokio::test]
async fn plt_12_names_come_out_right_in_every_encoding() {
    let text = "Name;Department\r\nZoë Müller;Pflege\r\n";
    let latin: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let utf16_bom: Vec<u8> =
        [0xfe, 0xff].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect();
    let files = [
        text.as_bytes().to_vec(),
        [b"\xef\xbb\xbf", text.as_bytes()].concat(),
        latin,
        utf16,
        utf16_bom,
        format!("sep=;\r\n{text}").into_bytes(),
        text.replace(';', "\t").into_bytes(),
        text.replace(';', ",").replace("\r\n", "\n").into_bytes(),
    ];
    for (place, file) in files.iter().enumerate() {
        let app = app().await;
        let (url, run) = checked(&app, file).await;
        assert_eq!(counts(&run), [1, 0, 0, 0], "{place}");
        assert_eq!(run["headers"], serde_json::json!(["Name", "Department"]), "{place}");
        step(&app, &url, "application").await;
        assert!(directory(&app).await.join("\n").contains("Zoë Müller"), "{place}");
    }
}

#[tokio::test]
async fn an_encoding_that_does_not_fit_is_told_with_its_row() {
    let app = app().await;
    let answer = send(&app, "ben", b"Name\nAnn\nZo\xeb\n", "utf-8").await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().contains("Row 3 is not written in UTF-8. Choose another encoding"));
    let japanese = send(&app, "ben", b"Name\n\x93\xc1\x98\x59\n", "shift_jis").await;
    assert_eq!(japanese.status, StatusCode::SEE_OTHER);
    let page = app.get("ben", japanese.location()).await;
    assert!(page.text().contains("特郎") || page.text().contains("特"), "{}", page.text());
}

#[tokio::test]
async fn plt_12_formulas_and_scripts_stay_text() {
    let app = app().await;
    let file = "Name,Job Title\n<script>alert(1)</script>,\"=HYPERLINK(\"\"http://x\"\")\"\n\
                @sum(A1),+1\n";
    let (url, run) = checked(&app, file.as_bytes()).await;
    assert_eq!(counts(&run), [2, 0, 0, 0]);
    let page = app.get("ben", &url).await;
    assert!(!page.body.contains("<script>alert"));
    assert!(page.text().contains("<script>alert(1)</script>"));
    let csv = app.get("ben", &format!("{url}/report")).await;
    assert_eq!(csv.headers["content-type"], "text/csv; charset=utf-8");
    assert!(csv.body.contains("\"'=HYPERLINK(\"\"http://x\"\")\""), "{}", csv.body);
    assert!(csv.body.contains("'@sum(A1)") && csv.body.contains("'+1"));
    let cells = csv.body.split([',', '\n']);
    assert!(cells.clone().count() > 10);
    for cell in cells {
        assert!(!cell.trim_matches('"').starts_with(['=', '+', '-', '@']), "{cell}");
    }
    step(&app, &url, "application").await;
    assert_eq!(report(&app, &url).await.len(), 2);
    settled(&app, &url).await;
}
