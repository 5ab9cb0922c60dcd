package browser_test

import (
	"fmt"
	"image/png"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"sijoita/e2e/browser"
)

func TestMain(m *testing.M) { os.Exit(browser.Main(m)) }

// head is the top of a page without fault; foot its end.
const (
	head = `<!doctype html><html lang="fi"><head><title>Koe</title><link rel="icon" href="data:,">
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="stylesheet" href="/style.css">
<script src="/script.js" defer></script></head><body><main><h1>Koe</h1>`
	foot = `</main></body></html>`

	form = `<form action="/saved"><p><label for="name">Työnantaja</label> <input id="name" name="name"></p>
<p><label>Päivä <input type="date" name="on"></label></p>
<p><label for="kind">Tapa</label> <select id="kind" name="kind"><option>Puhelin</option><option value="met">Käynti</option></select></p>
<p><label><input type="checkbox" name="again" value="yes"> Sovittiin uusi</label></p>
<p><button>Kirjaa käynti</button></p></form><p><a href="/">Kirjaa muuta</a></p>`
)

// site serves one page body at /, and what the pages ask for.
func site(t *testing.T, body string) string {
	mux := http.NewServeMux()
	show := func(w http.ResponseWriter, body string) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set("Content-Security-Policy", "default-src 'self'; img-src 'self' data:")
		fmt.Fprint(w, head+body+foot)
	}
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, r *http.Request) { show(w, body) })
	mux.HandleFunc("GET /saved", func(w http.ResponseWriter, r *http.Request) {
		q := r.URL.Query()
		show(w, fmt.Sprintf("<p>Kirjattu: %s %s %s %s</p>", q.Get("name"), q.Get("on"), q.Get("kind"), q.Get("again")))
	})
	mux.HandleFunc("GET /refused", func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(http.StatusUnprocessableEntity)
		show(w, "<p>Korjaa</p>")
	})
	mux.HandleFunc("GET /broken", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusInternalServerError) })
	mux.HandleFunc("GET /style.css", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/css")
		fmt.Fprint(w, `body{font:16px sans-serif;margin:1rem} button,select,input{font:inherit;min-height:44px}
input[type=checkbox]{width:24px} .wide{width:600px} .pale{color:#ccc;background:#fff} .flat:focus{outline:none}
.box{overflow-x:auto} .over{position:fixed;inset:0;background:#fff} @media print{}`)
	})
	mux.HandleFunc("GET /script.js", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/javascript")
		fmt.Fprint(w, `for (const e of document.querySelectorAll("[data-do]")) {
  switch (e.dataset.do) {
    case "complain": console.error("rikki", 7); break;
    case "throw": setTimeout(() => { throw new Error("heitetty"); });  break;
    case "late": setTimeout(() => { e.textContent = "Tuli myöhemmin"; }, 300); break;
  }
}`)
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL
}

func TestAPersonCanFillAForm(t *testing.T) {
	for _, screen := range []browser.Screen{browser.Phone, browser.Desk, browser.Phone.WithoutScript()} {
		t.Run(fmt.Sprintf("%s script=%t", screen.Name, !screen.NoScript), func(t *testing.T) {
			p := browser.Open(t, screen)
			p.Visit(site(t, form))
			p.Fill("Työnantaja", "Väärä")
			p.Fill("Työnantaja", "Kahvila Öljy & Åke")
			p.Fill("Päivä", "2026-11-21")
			p.Fill("Tapa", "Käynti")
			p.Press("Sovittiin uusi")
			if got := p.Value("Tapa"); got != "Käynti" {
				t.Errorf("the choice is %q", got)
			}
			p.Press("Kirjaa käynti")
			p.See("Kirjattu: Kahvila Öljy & Åke 2026-11-21 met yes")
			if got := p.Presses(); got != 2 {
				t.Errorf("counted %d presses, want 2", got)
			}
			if got := p.Place(); !strings.HasPrefix(got, "/saved?name=") {
				t.Errorf("the place is %s", got)
			}
			p.Back()
			p.See("Työnantaja")
		})
	}
}

func TestThePhoneIsAPhone(t *testing.T) {
	p := browser.Open(t, browser.Phone)
	p.Visit(site(t, form))
	if small := p.SmallTargets(44, ""); len(small) == 0 {
		t.Error("the checkbox and the link are small, but none is told")
	}
	if small := p.SmallTargets(15, ""); len(small) > 0 {
		t.Errorf("told as small: %q", small)
	}
	p.Check()
}

func TestAKeyboardIsEnough(t *testing.T) {
	p := browser.Open(t, browser.Desk)
	p.Visit(site(t, form))
	p.TabTo("Työnantaja")
	p.Type("Puu Oy")
	p.TabTo("Sovittiin")
	p.Key(" ")
	p.TabTo("Kirjaa käynti")
	p.Key(kb.Enter)
	p.See("Kirjattu: Puu Oy")
	if !strings.HasSuffix(p.Place(), "again=yes") {
		t.Errorf("the place is %s", p.Place())
	}
}

func TestWhatComesLaterIsWaitedFor(t *testing.T) {
	p := browser.Open(t, browser.Desk)
	p.Visit(site(t, `<p data-do="late">Odota</p>`))
	p.See("Tuli myöhemmin")
	p.NotSee("Odota")
}

func TestEachPlantedFaultIsFound(t *testing.T) {
	for _, tt := range []struct {
		name string
		body string
		want string // in one of the faults; empty: there is none
	}{
		{"a page without fault", form, ""},
		{"a picture without words", `<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">`, "image-alt (critical)"},
		{"text too pale to read", `<p class="pale">Haalea</p>`, "color-contrast (serious)"},
		{"a field without a label", `<input name="x">`, "label (critical)"},
		{"something wider than the screen", `<div class="wide">Leveä</div>`, "div.wide “Leveä” ends at 616 px"},
		{"something wide that scrolls by itself", `<div class="box" tabindex="0"><div class="wide">Leveä</div></div>`, ""},
		{"an error in the console", `<p data-do="complain">x</p>`, "console: "},
		{"an exception", `<p data-do="throw">x</p>`, "heitetty"},
		{"an inline script", `<script>document.title = "x"</script>`, "security: "},
		{"an inline style", `<p style="color:black">x</p>`, "Content Security Policy"},
		{"a file that is not there", `<img src="/none.png" alt="x">`, "/none.png answered 404"},
		{"a picture from elsewhere", `<img src="http://localhost:9/x.png" alt="x">`, "a request to another host: http://localhost:9/x.png"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := browser.Open(t, browser.Phone)
			p.Visit(site(t, tt.body))
			faults := slices.Concat(p.Violations(), p.Overflow(), p.Troubles())
			switch {
			case tt.want == "" && len(faults) > 0:
				t.Errorf("found %q on a page without fault", faults)
			case tt.want != "" && !slices.ContainsFunc(faults, func(f string) bool { return strings.Contains(f, tt.want) }):
				t.Errorf("want %q, found %q", tt.want, faults)
			}
		})
	}
}

func TestARefusedFormIsNoTroubleButABrokenPageIs(t *testing.T) {
	p := browser.Open(t, browser.Desk)
	address := site(t, form)
	p.Visit(address + "/refused")
	if troubles := p.Troubles(); len(troubles) > 0 {
		t.Errorf("a refused form told %q", troubles)
	}
	p.Visit(address + "/broken")
	if troubles := p.Troubles(); len(troubles) != 1 || !strings.HasSuffix(troubles[0], "/broken answered 500") {
		t.Errorf("a broken page told %q", troubles)
	}
}

func TestWhatAPersonCannotDoFailsTheTest(t *testing.T) {
	two := `<p><button>Sulje</button> <button>Sulje</button></p>`
	for _, tt := range []struct {
		name, body string
		do         func(p *browser.Page)
		want       string
	}{
		{"press what is not there", form, func(p *browser.Page) { p.Press("Poista") }, "there is no such thing, but “Työnantaja”"},
		{"press one of two of a name", two, func(p *browser.Page) { p.Press("Sulje") }, "it could be any of button"},
		{"press what is covered", form + `<div class="over">Verho</div>`, func(p *browser.Page) { p.Press("Kirjaa muuta") }, "it is under div.over"},
		{"press what is switched off", `<button disabled>Kirjaa</button>`, func(p *browser.Page) { p.Press("Kirjaa") }, "it is switched off"},
		{"fill what is not there", form, func(p *browser.Page) { p.Fill("Palkka", "1") }, "there is no such field"},
		{"make a choice that is not there", form, func(p *browser.Page) { p.Fill("Tapa", "Kirje") }, "has no choice “Kirje”, but Puhelin · Käynti"},
		{"see what is not there", form, func(p *browser.Page) { p.See("Palkka") }, `"Palkka" is not on the screen`},
		{"not see what is there", form, func(p *browser.Page) { p.NotSee("Tapa") }, `"Tapa" is on the screen`},
		{"go by keyboard to a control whose focus is not shown", `<button class="flat">Kirjaa</button>`, func(p *browser.Page) { p.TabTo("Kirjaa") }, "cannot be seen"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := &recorder{TB: t}
			p := browser.Open(r, browser.Desk)
			p.Visit(site(t, tt.body))
			p.Impatient()
			func() {
				defer func() {
					if e := recover(); e != nil && e != any(r) {
						panic(e)
					}
				}()
				tt.do(p)
			}()
			if !strings.Contains(r.told, tt.want) {
				t.Errorf("the test ended with %q, want %q", r.told, tt.want)
			}
		})
	}
}

func TestAPictureShowsTheWholePage(t *testing.T) {
	p := browser.Open(t, browser.Phone)
	p.Visit(site(t, strings.Repeat("<p>Rivi</p>", 60)))
	file := filepath.Join(t.TempDir(), "deep", "page.png")
	p.Picture(file)
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	size, err := png.DecodeConfig(f)
	if err != nil {
		t.Fatal(err)
	}
	if size.Width != 390 || size.Height < 1800 {
		t.Errorf("the picture is %d×%d px", size.Width, size.Height)
	}
}

// recorder is a test whose end can be looked at.
type recorder struct {
	testing.TB
	told string
}

func (r *recorder) Fatalf(format string, args ...any) {
	r.told = fmt.Sprintf(format, args...)
	panic(r)
}

func (r *recorder) Errorf(format string, args ...any) { r.told += fmt.Sprintf(format, args...) }
