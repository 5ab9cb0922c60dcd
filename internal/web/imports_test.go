package web

import (
	"bytes"
	"io"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"sijoita/casework"
	"sijoita/internal/i18n"
	"sijoita/internal/interchange"
	"sijoita/internal/sheet"
)

// upload hands a file in as the import page does.
func (v *visitor) upload(name string, file []byte) answer { return v.uploadTo("/import", name, file) }

// uploadTo hands a file in to a page that asks for one.
func (v *visitor) uploadTo(path, name string, file []byte) answer {
	v.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	if err := form.WriteField("uid", v.town.app.IDs().String()); err != nil {
		v.t.Fatal(err)
	}
	part, err := form.CreateFormFile("file", name)
	if err != nil {
		v.t.Fatal(err)
	}
	if _, err := part.Write(file); err != nil {
		v.t.Fatal(err)
	}
	if err := form.Close(); err != nil {
		v.t.Fatal(err)
	}
	r := httptest.NewRequestWithContext(v.t.Context(), http.MethodPost, path, &body)
	r.Header.Set("Content-Type", form.FormDataContentType())
	r.AddCookie(&http.Cookie{Name: "lang", Value: v.lang})
	r.AddCookie(v.cookie)
	w := httptest.NewRecorder()
	v.town.handler.ServeHTTP(w, r)
	return answer{w.Code, w.Header().Get("Location"), w.Body.String(), w.Header()}
}

// newcomers is a workbook with two clients.
func newcomers(t *testing.T, birth string) []byte {
	t.Helper()
	var b bytes.Buffer
	d := &interchange.Document{Clients: []interchange.Client{
		{ID: "uusi1", GivenName: "Kaarina", FamilyName: "Kanarialintu", BirthDate: casework.MustDay("1990-01-01"), Municipality: birth},
		{ID: "uusi2", GivenName: "Kauko", FamilyName: "Kanarialintu", BirthDate: casework.MustDay("1991-01-01")},
	}}
	if err := sheet.WriteDocument(&b, d, i18n.For(i18n.FI)); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// workbookTown is a town that reads workbooks, and whose imports wait to be done.
func workbookTown(t *testing.T) (*town, func()) {
	w := newTown(t)
	var waiting func() error
	w.app.ReadDocument = sheet.ReadDocument
	w.app.Background = func(do func() error) { waiting = do }
	w.handler = (&Server{App: w.app, Log: slog.New(slog.NewTextHandler(io.Discard, nil))}).Handler()
	return w, func() {
		if err := waiting(); err != nil {
			t.Fatal(err)
		}
	}
}

func TestAWorkbookIsImportedInTheBrowser(t *testing.T) {
	w, goOn := workbookTown(t)
	v := w.as(t, administrator)
	a := v.upload("palvelu.xlsx", newcomers(t, ""))
	if a.status != http.StatusSeeOther {
		t.Fatalf("%d: %s", a.status, a.page)
	}
	preview := v.mustGet(a.to)
	for _, want := range []string{"palvelu.xlsx", "Odottaa vahvistusta", "Asiakkaat", "2 asiakkaalta ei ole kirjattu lupia", "Lisää tiedot"} {
		if !strings.Contains(preview, want) {
			t.Errorf("the preview does not say %q", want)
		}
	}
	if b := v.post(a.to, nil); b.status != http.StatusSeeOther || b.to != a.to {
		t.Fatalf("%d to %s", b.status, b.to)
	}
	if running := v.mustGet(a.to); !strings.Contains(running, `hx-get="`+a.to+`/progress"`) || !strings.Contains(running, "Päivitä") {
		t.Error("the page does not ask how far the import is")
	}
	if far := v.mustGet(a.to + "/progress"); !strings.Contains(far, "Lisätty 0 / 0 tietoa") || !strings.Contains(far, `hx-trigger="every 1s"`) {
		t.Errorf("before it has read the file the import is at %s", far)
	}
	if b := v.post(a.to, nil); b.status != http.StatusConflict {
		t.Errorf("a second import at the same time: %d", b.status)
	}
	goOn()
	if b := v.get(a.to + "/progress"); b.status != http.StatusNotFound || b.header.Get("HX-Refresh") != "true" {
		t.Errorf("of an import that is done: %d, and the page is not asked for anew", b.status)
	}
	done := v.mustGet(a.to)
	if !strings.Contains(done, "Tiedot on lisätty") || strings.Contains(done, "hx-trigger") {
		t.Error("the page does not say that the import is done")
	}
	for _, page := range []string{preview, done, v.mustGet("/import")} {
		if strings.Contains(page, "Kanarialintu") {
			t.Error("the page shows who the clients are")
		}
	}
}

func TestFaultsOfAWorkbookAreShownAndDownloaded(t *testing.T) {
	w, _ := workbookTown(t)
	v := w.as(t, administrator)
	a := v.upload("=palvelu.xlsx", newcomers(t, "9"))
	page := v.mustGet(a.to)
	if !strings.Contains(page, "Asiakkaat!E2") || !strings.Contains(page, "ei ole kuntanumero") || strings.Contains(page, "Lisää tiedot") {
		t.Error("the fault is not told at its cell")
	}
	list := v.get(a.to + "/faults")
	if list.status != http.StatusOK || !strings.Contains(list.page, "Asiakkaat!E2,") || !strings.HasPrefix(list.header.Get("Content-Disposition"), "attachment") {
		t.Errorf("%d: %s", list.status, list.page)
	}
	if b := v.post(a.to+"/drop", nil); b.status != http.StatusSeeOther || v.get(a.to).status != http.StatusNotFound {
		t.Error("the file is still there")
	}
}

func TestFilesThatAreNotTakenSayWhy(t *testing.T) {
	w, _ := workbookTown(t)
	v := w.as(t, administrator)
	for want, file := range map[string][]byte{
		"Valitse tiedosto":         nil,
		"ei ole ehjä":              []byte("PK\x03\x04 rikki"),
		"yli 20 megatavua":         make([]byte, maxUpload+1),
		"vanhaa Excel-muotoa":      []byte("\xd0\xcf\x11\xe0vanha"),
		"ei ole yhtään tietoa":     []byte(`{"format": "sijoita-interchange", "version": 1}`),
		"toisen hyvinvointialueen": []byte(`{"format": "sijoita-interchange", "version": 1, "county": {"id": "muu", "name": {"fi": "Muu"}}, "teams": []}`),
	} {
		a := v.upload("a.xlsx", file)
		if a.status != http.StatusUnprocessableEntity || !strings.Contains(a.page, want) {
			t.Errorf("%d, and it does not say %q", a.status, want)
		}
	}
}

func TestTheTemplateAndTheExportAreWorkbooks(t *testing.T) {
	w, _ := workbookTown(t)
	v := w.as(t, administrator)
	if a := v.get("/import/template"); a.status != http.StatusOK || !strings.HasPrefix(a.page, "PK") {
		t.Errorf("the template: %d", a.status)
	}
	for form, begins := range map[string]string{"xlsx": "PK", "json": "{"} {
		a := v.post("/import/export", url.Values{"form": {form}})
		if a.status != http.StatusOK || !strings.HasPrefix(a.page, begins) || !strings.Contains(a.header.Get("Content-Disposition"), "sijoita-2026-11-21."+form) {
			t.Errorf("%s: %d %s", form, a.status, a.header.Get("Content-Disposition"))
		}
		if _, faults, err := sheet.ReadDocument(strings.NewReader(a.page), nil); err != nil || len(faults) > 0 {
			t.Errorf("%s cannot be read again: %v %v", form, faults, err)
		}
	}
}
