package htmlcheck_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"sijoita/internal/testkit/htmlcheck"
)

const page = `<!doctype html>
<html lang="fi"><head><title>Tänään</title></head><body>
<main>
 <h1>Tänään</h1>
 <section id="week" class="card wide"><h2>Viikon kuusi</h2>
  <ul><li class="met">Kahvila <b>Suo</b>vanto</li><li>Puu
   Oy</li></ul></section>
 <form action="/contacts" method="post"><label for="on">Päivä</label><input id="on" name="on" type="date" required>
  <button>Kirjaa</button></form>
 <table><caption>Luvut</caption><tr><th scope="col">Luku</th></tr><tr><td>6</td></tr></table>
</main></body></html>`

func TestSelectors(t *testing.T) {
	for _, tt := range []struct {
		selector string
		want     int
	}{
		{"li", 2},
		{"#week", 1},
		{".card", 1},
		{".card.wide", 1},
		{".card.narrow", 0},
		{"section li", 2},
		{"main > li", 0},
		{"ul > li", 2},
		{"main>section>ul li", 2},
		{"[required]", 1},
		{"input[type=date]", 1},
		{`input[type="date"][name=on]`, 1},
		{"form[action^=/con]", 1},
		{"form[action*=tact]", 1},
		{"form[action^=tact]", 0},
		{"li.met, td", 2},
		{"li:contains(Puu Oy)", 1},
		{"main *", 18},
	} {
		t.Run(tt.selector, func(t *testing.T) {
			if got := htmlcheck.Count(t, page, tt.selector); got != tt.want {
				t.Errorf("found %d, want %d", got, tt.want)
			}
		})
	}
}

func TestWhatAnElementSays(t *testing.T) {
	items := htmlcheck.In(t, page, "li")
	if got := items.Texts(); !slices.Equal(got, []string{"Kahvila Suovanto", "Puu Oy"}) || items.Count() != 2 {
		t.Errorf("texts are %q", got)
	}
	field := htmlcheck.In(t, page, "form").In("input")
	if field.Attr("name") != "on" || !field.Has("required") || field.Has("value") {
		t.Error("attributes of the day field are read wrongly")
	}
	if got := htmlcheck.In(t, page, "table").Text(); got != "Luvut Luku 6" {
		t.Errorf("a table's cells run together: %q", got)
	}
}

func TestWhatFailsATest(t *testing.T) {
	for _, tt := range []struct {
		name string
		ask  func(t testing.TB)
		want string
	}{
		{"an element that is not there", func(t testing.TB) { htmlcheck.In(t, page, "aside") }, "nothing on the page is aside"},
		{"an attribute that is not there", func(t testing.TB) { htmlcheck.In(t, page, "ul").Attr("id") }, "ul has no id"},
		{"a selector it does not know", func(t testing.TB) { htmlcheck.Count(t, page, "li:first-child") }, `cannot be read from ":first-child" on`},
		{"a selector without an end", func(t testing.TB) { htmlcheck.Count(t, page, "ul >") }, "ends too early"},
		{"a selector without a beginning", func(t testing.TB) { htmlcheck.Count(t, page, "> li") }, `has nothing before`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := &recorder{TB: t}
			func() {
				defer func() { _ = recover() }()
				tt.ask(r)
			}()
			if !strings.Contains(r.fatal, tt.want) {
				t.Errorf("the test ended with %q, want %q", r.fatal, tt.want)
			}
		})
	}
}

func TestLintFindsEachFault(t *testing.T) {
	if faults := htmlcheck.Faults(page); len(faults) > 0 {
		t.Fatalf("the good page has faults: %q", faults)
	}
	body := func(s string) [2]string { return [2]string{"<h2>Viikon kuusi</h2>", "<h2>Viikon kuusi</h2>" + s} }
	for _, tt := range []struct {
		name   string
		change [2]string
		want   string
	}{
		{"no language", [2]string{` lang="fi"`, ""}, `lang is ""`},
		{"no title", [2]string{"<title>Tänään</title>", ""}, "title: missing"},
		{"two first headings", body("<h1>Toinen</h1>"), "h1: there are 2"},
		{"no first heading", [2]string{"<h1>Tänään</h1>", ""}, "h1: there are 0"},
		{"two mains", body("<main></main>"), "main: there are 2"},
		{"a level left out", body("<h4>Neljäs</h4>"), "comes after an h2"},
		{"an empty heading", body("<h3> </h3>"), "<h3>: empty"},
		{"an id twice", body(`<p id="on">`), `id "on": 2 elements have it`},
		{"an id with a blank", body(`<p id="a b">`), "is not one word"},
		{"a label for nothing", [2]string{`for="on"`, `for="day"`}, `names "day", which no element has`},
		{"a field without a label", [2]string{`<label for="on">Päivä</label>`, ""}, "no label"},
		{"a field with an empty label", [2]string{`>Päivä<`, "><"}, "no label"},
		{"a select without a label", body(`<select name="kind"></select>`), `<select name="kind">: no label`},
		{"a hint that is not there", body(`<p aria-describedby="hint">`), `aria-describedby names "hint"`},
		{"a button without a name", [2]string{"<button>Kirjaa", "<button>"}, "<button>: no name"},
		{"a link whose only text is hidden", body(`<a href="/"><span aria-hidden="true">x</span></a>`), "no name"},
		{"a picture without alt", body(`<img src="/x.png">`), "no alt"},
		{"a drawing without a name", body(`<svg></svg>`), "neither role=img"},
		{"a group without a legend", body(`<fieldset></fieldset>`), "no legend"},
		{"a table without a caption", [2]string{"<caption>Luvut</caption>", ""}, "no caption"},
		{"a table without headers", [2]string{`<th scope="col">Luku</th>`, "<td>Luku</td>"}, "no headers"},
		{"a header without scope", [2]string{` scope="col"`, ""}, "no scope"},
		{"an inline style", body(`<p style="color:red">`), "inline style"},
		{"a style element", body(`<style>p{}</style>`), "inline style"},
		{"an inline script", body(`<script>alert(1)</script>`), "inline script"},
		{"an inline handler", body(`<p onclick="x()">`), "inline handler onclick"},
		{"a handler of htmx", body(`<p hx-on:click="x()">`), "inline handler hx-on:click"},
		{"a script in a link", body(`<a href="javascript:x()">x</a>`), "script in href"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			changed := strings.Replace(page, tt.change[0], tt.change[1], 1)
			if changed == page {
				t.Fatal("the change changes nothing")
			}
			faults := htmlcheck.Faults(changed)
			if !slices.ContainsFunc(faults, func(f string) bool { return strings.Contains(f, tt.want) }) {
				t.Errorf("want %q, got %q", tt.want, faults)
			}
		})
	}
}

func TestLintLetsGoodThingsBe(t *testing.T) {
	for name, part := range map[string]string{
		"a field in its label":           `<label>Nimi <input name="name"></label>`,
		"a hidden field":                 `<input type="hidden" name="revision" value="1">`,
		"a submit with its value":        `<input type="submit" value="Kirjaa">`,
		"a drawing with a title":         `<svg role="img"><title>Viikko</title></svg>`,
		"a drawing for the eye":          `<svg aria-hidden="true"></svg>`,
		"a link with a named drawing":    `<a href="/"><svg role="img" aria-label="Etusivu"></svg></a>`,
		"data for a script":              `<script type="application/json">{}</script>`,
		"a script of our own":            `<script src="/assets/app.js" defer></script>`,
		"a picture that says nothing":    `<img src="/x.png" alt="">`,
		"a table labelled from outside":  `<table aria-labelledby="week"><tr><th scope="row">1</th></tr></table>`,
		"a button that a label explains": `<button aria-label="Sulje"><span aria-hidden="true">×</span></button>`,
	} {
		t.Run(name, func(t *testing.T) {
			htmlcheck.Lint(t, strings.Replace(page, "</form>", "</form>"+part, 1))
		})
	}
}

// recorder is a test whose end can be looked at.
type recorder struct {
	testing.TB
	fatal string
}

func (r *recorder) Fatalf(format string, args ...any) {
	r.fatal = fmt.Sprintf(format, args...)
	panic(r)
}
