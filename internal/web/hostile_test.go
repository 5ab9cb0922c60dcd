package web

import (
	"bytes"
	"database/sql"
	"encoding/hex"
	"fmt"
	"net/http"
	"net/url"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"sijoita/casework"
	"sijoita/internal/demo"
	"sijoita/internal/interchange"
)

// payload is what a hostile text tries to have done: the browser's test looks for
// its trace on the page.
const payload = "document.documentElement.dataset.pwned=1"

// hostileTexts are ways to get out of where a text stands, times ways to have a
// script run there. Each brings an element of its own as well, which no page has.
func hostileTexts() (all []string) {
	outs := []string{"", `"`, `'`, ">", `">`, `'>`, "-->", "]]>", "</title>", "</textarea>", "</option></select>", "</style>", "</script>", "</svg>",
		"*/", "`", `\`, "&quot;>", "<!--", "%22%3E", "\u202e"}
	ways := []string{
		"<script>" + payload + "</script>", "<ScRiPt >" + payload + "</ScRiPt>", "<script/x>" + payload + "</script>", "<<script>" + payload + "//<</script>",
		"<img src=x onerror=" + payload + ">", `<img src="x" onerror="` + payload + `">`, "<svg onload=" + payload + ">", "<svg><script>" + payload + "</script></svg>",
		"<math><mtext><script>" + payload + "</script></mtext></math>", "<body onload=" + payload + ">", "<details open ontoggle=" + payload + ">x</details>",
		"<input autofocus onfocus=" + payload + ">", ` onfocus=` + payload + ` autofocus `, `<iframe srcdoc="<script>parent.` + payload + `</script>"></iframe>`,
		`<a href="javascript:` + payload + `">x</a>`, "javascript:" + payload, "<base href=//evil.example>", "<meta http-equiv=refresh content='0;url=javascript:" + payload + "'>",
		"<object data=javascript:" + payload + "></object>", "<form action=javascript:" + payload + "><button>x</button></form>", "<style>*{background:url(//evil.example)}</style>",
		"&lt;script&gt;" + payload + "&lt;/script&gt;", `\u003cscript\u003e` + payload + `\u003c/script\u003e`, "{{constructor.constructor('" + payload + "')()}}", "${" + payload + "}",
	}
	for _, out := range outs {
		for _, way := range ways {
			all = append(all, out+"<x-pwned data-pwned>"+way)
		}
	}
	return all
}

// hostileFields are the fields of the interchange that hold what people write.
var hostileFields = append([]string{"GivenName", "FamilyName", "Name", "Title", "Needs", "Hiring", "Role"}, caseTexts...)

// hostileDocument is the demo with hostile texts in place of what people wrote;
// the staff keep their names, by which the tests sign in.
func hostileDocument(t testing.TB) []byte {
	t.Helper()
	d := demo.Document(casework.MustDay("2026-11-21"))
	texts, n := hostileTexts(), 0
	var walk func(v reflect.Value)
	walk = func(v reflect.Value) {
		switch v.Kind() {
		case reflect.Slice:
			for i := range v.Len() {
				walk(v.Index(i))
			}
		case reflect.Struct:
			for i := range v.NumField() {
				field, name := v.Field(i), v.Type().Field(i).Name
				kept := v.Type() == reflect.TypeFor[interchange.Staff]() || name == "Phone" || name == "Email"
				if field.Type() == reflect.TypeFor[string]() && slices.Contains(hostileFields, name) && !kept && field.String() != "" {
					field.SetString(texts[n%len(texts)])
					n++
					continue
				}
				walk(field)
			}
		}
	}
	walk(reflect.ValueOf(d).Elem())
	if n < len(texts) {
		t.Fatalf("%d fields for %d texts", n, len(texts))
	}
	var b bytes.Buffer
	if err := interchange.Write(&b, d); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// planted lists what a page has in it that came from a hostile text.
func planted(page string) (found []string) {
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		return []string{err.Error()}
	}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if strings.HasPrefix(n.Data, "x-pwned") || n.Data == "script" && attribute(n, "src") == "" || slices.Contains([]string{"iframe", "object", "base", "style"}, n.Data) {
			found = append(found, "<"+n.Data+">")
		}
		for _, a := range n.Attr {
			if strings.HasPrefix(a.Key, "on") || a.Key == "data-pwned" || strings.HasPrefix(strings.TrimSpace(strings.ToLower(a.Val)), "javascript:") && a.Key != "value" {
				found = append(found, fmt.Sprintf("<%s %s=%q>", n.Data, a.Key, a.Val))
			}
		}
	}
	return found
}

// TestHostileTextsStayTexts has hostile texts in every field of every record,
// and types them into every field of every form. No page has an element or an
// attribute of theirs. (e2e looks at the same pages with a browser.)
//
// Seen to fail: with templ.Raw in place of the name in a row (ui.Row).
func TestHostileTextsStayTexts(t *testing.T) {
	w := newTownOf(t, hostileDocument(t), "sqlite:"+filepath.Join(t.TempDir(), "town.db"))
	texts, n := hostileTexts(), 0
	most, typed := 40, 0
	if *long {
		most = 400
	}
	for _, person := range []string{coach, leader, careWorker, administrator} {
		v := w.as(t, person)
		sent := map[string]bool{}
		crawl(v, most, func(path string, a answer) {
			if kind := a.header.Get("Content-Type"); a.status == http.StatusOK && !strings.HasPrefix(kind, "text/html") && !strings.HasPrefix(path, "/assets/") {
				if !strings.HasPrefix(a.header.Get("Content-Disposition"), "attachment") || a.header.Get("X-Content-Type-Options") != "nosniff" {
					t.Errorf("%s is %s that a browser may show", path, kind)
				}
				return // a file has its texts as they are: it is no page
			}
			for _, fault := range planted(a.page) {
				t.Errorf("%s has %s", path, fault)
			}
			for _, b := range blanks(t, a.page) {
				kind := uidsIn.ReplaceAllString(b.action, "{}")
				if sent[kind] || len(b.free) == 0 {
					continue
				}
				sent[kind] = true
				rounds := 3
				if *long {
					rounds = 40
				}
				for range rounds {
					for _, name := range b.free {
						b.fields.Set(name, texts[n%len(texts)])
						n++
					}
					answered := v.post(b.action, b.fields)
					typed++
					if answered.status >= http.StatusInternalServerError {
						t.Errorf("%s gives %d", b.action, answered.status)
					}
					for _, fault := range planted(answered.page) {
						t.Errorf("the answer to %s has %s", b.action, fault)
					}
				}
			}
		})
	}
	t.Logf("%d texts in the records, %d typed into forms sent %d times", len(texts), n, typed)
}

var uidsIn = regexp.MustCompile(`[a-z2-7]{26}`)

// crawl follows every link from the person's first page, up to so many pages.
func crawl(v *visitor, most int, look func(path string, a answer)) {
	v.t.Helper()
	waiting, seen := []string{"/", "/account", "/clients?view=team", "/queue"}, map[string]bool{}
	for len(waiting) > 0 && len(seen) < most {
		path := waiting[0]
		waiting = waiting[1:]
		if seen[path] {
			continue
		}
		seen[path] = true
		a := v.get(path)
		if a.to != "" {
			waiting = append(waiting, a.to)
		}
		look(path, a)
		for _, link := range linkTargets.FindAllStringSubmatch(a.page, -1) {
			waiting = append(waiting, html.UnescapeString(link[1]))
		}
	}
}

// TestForeignOriginsChangeNothing sends each of the main flows' forms as another
// site's page would, and by asking for its address. Nothing is committed.
//
// Seen to fail: without http.CrossOriginProtection.
func TestForeignOriginsChangeNothing(t *testing.T) {
	w := newTown(t)
	kept := watch(t, w.path)
	for _, f := range flows {
		v := &visitor{t: t, town: w, lang: "fi"}
		if f.who != "" {
			v = w.as(t, f.who)
		}
		path, form := f.ready(t, w, v)
		before := kept.number()
		for _, header := range [][2]string{
			{"Origin", "https://evil.example"}, {"Origin", "http://example.com:8080"}, {"Origin", "null"}, {"Sec-Fetch-Site", "cross-site"}, {"Sec-Fetch-Site", "same-site"},
		} {
			r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, path, strings.NewReader(form.Encode()))
			if err != nil {
				t.Fatal(err)
			}
			r.Host = "example.com"
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			r.Header.Set(header[0], header[1])
			if v.cookie != nil {
				r.AddCookie(v.cookie)
			}
			if status := newRecorder(w, r); status != http.StatusForbidden {
				t.Errorf("%s with %s: %s gives %d", f.name, header[0], header[1], status)
			}
		}
		if kept.number() != before {
			t.Errorf("%s: something was committed", f.name)
		}
		if a := v.ask(http.MethodGet, path+"?"+form.Encode(), nil); a.status == http.StatusSeeOther && f.who != "" {
			t.Errorf("%s: asking for the address gives %d to %s", f.name, a.status, a.to)
		}
		if a := v.post(path, form); a.status != http.StatusSeeOther {
			t.Errorf("%s: from our own page it gives %d: the test tries nothing", f.name, a.status)
		}
	}
}

// TestTrafficOfOneCountyGivesNothingOfAnother records all that people of one
// county ask for and send, and asks and sends it again with each id replaced by
// one of the same kind of the neighbours. Nothing of theirs is shown, and nothing
// of theirs is changed.
//
// Seen to fail: with the county left out of table.where and access.Decide saying
// yes to everything. With the first alone taken out nothing crosses.
func TestTrafficOfOneCountyGivesNothingOfAnother(t *testing.T) {
	w := newTown(t)
	w.neighbours(t)
	raw := watch(t, w.path).db
	theirs := map[string]string{} // each own uid → one of the neighbours', of the same kind
	for _, table := range strs(t, raw, "SELECT m.name FROM sqlite_schema m WHERE m.type = 'table' AND (SELECT COUNT(*) FROM pragma_table_info(m.name) WHERE name IN ('uid', 'county')) = 2") {
		own, other := strs(t, raw, "SELECT hex(uid) FROM "+table+" WHERE county = 1"), strs(t, raw, "SELECT hex(uid) FROM "+table+" WHERE county = 2")
		for i, uid := range own {
			if len(other) > 0 {
				theirs[uidOfHex(t, uid)] = uidOfHex(t, other[i%len(other)])
			}
		}
	}
	most := 30
	if *long {
		most = 400
	}
	picture := func() string { // all that the neighbours have, but for their log
		var b strings.Builder
		for _, table := range strs(t, raw, "SELECT m.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c ON c.name = 'county' WHERE m.type = 'table' AND m.name NOT LIKE 'audit%'") {
			fmt.Fprintln(&b, table, strs(t, raw, "SELECT * FROM "+table+" WHERE county = 2"))
		}
		return b.String()
	}
	asked, sent := 0, 0
	for _, person := range []string{coach, leader, careWorker, administrator} {
		type traffic struct {
			path string
			form url.Values // nil: it is asked for
		}
		var recorded []traffic
		crawl(w.as(t, person), most, func(path string, a answer) {
			recorded = append(recorded, traffic{path, nil})
			for _, b := range blanks(t, a.page) {
				recorded = append(recorded, traffic{b.action, b.fields})
			}
		})
		v := w.as(t, person)
		before := picture()
		for _, r := range recorded {
			replaced := false
			swap := func(s string) string {
				return uidsIn.ReplaceAllStringFunc(s, func(uid string) string {
					if other := theirs[uid]; other != "" {
						replaced = true
						return other
					}
					return uid
				})
			}
			path, form := swap(r.path), url.Values{}
			for name, values := range r.form {
				for _, value := range values {
					form.Add(name, swap(value))
				}
			}
			if !replaced || strings.HasPrefix(path, "/sign-out") {
				continue
			}
			var a answer
			if r.form == nil {
				a, asked = v.get(path), asked+1
			} else {
				a, sent = v.post(path, form), sent+1
			}
			if strings.Contains(a.page, abroad+" ") || strings.Contains(a.page, abroad+",") || strings.Contains(a.page, ">"+abroad) {
				t.Errorf("%s as %s tells of the neighbours (%d)", path, person, a.status)
			}
		}
		if picture() != before {
			t.Errorf("what the neighbours have was changed by %s", person)
		}
	}
	t.Logf("%d pages asked for and %d forms sent with the neighbours' ids", asked, sent)
	if asked < 30 || sent < 30 {
		t.Error("hardly anything was replayed: the test tries nothing")
	}
}

// strs gives a statement's rows, each as text.
func strs(t *testing.T, db *sql.Conn, statement string) (all []string) {
	t.Helper()
	rows, err := db.QueryContext(t.Context(), statement)
	if err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	for rows.Next() {
		row, into := make([]any, len(columns)), make([]any, len(columns))
		for i := range row {
			into[i] = &row[i]
		}
		if err := rows.Scan(into...); err != nil {
			t.Fatal(err)
		}
		all = append(all, strings.TrimSuffix(fmt.Sprintln(row...), "\n"))
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}

func uidOfHex(t *testing.T, s string) string {
	t.Helper()
	raw, err := hex.DecodeString(s)
	if err != nil || len(raw) != 16 {
		t.Fatalf("%q is no uid: %v", s, err)
	}
	return casework.UID(raw).String()
}
