package web

import (
	"context"
	"crypto/rand"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"sijoita/access"
	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/auth"
	"sijoita/internal/i18n"
	"sijoita/internal/store"
	"sijoita/internal/testkit"
	"sijoita/internal/testkit/htmlcheck"
)

// house is an empty county behind the whole site, with real accounts.
type house struct {
	t      *testing.T
	app    *app.App
	clock  *testkit.Clock
	server *Server
	county int64
}

func newHouse(t *testing.T) *house {
	t.Helper()
	db, err := store.Open(t.Context(), "sqlite:"+filepath.Join(t.TempDir(), "house.db"))
	must(t, err)
	t.Cleanup(func() { _ = db.Close() })
	_, err = db.Migrate(t.Context())
	must(t, err)
	passwords, err := auth.NewPasswords(2, auth.Cost{Memory: 64, Iterations: 1, Parallelism: 1, SaltLength: 16, KeyLength: 32})
	must(t, err)
	h := &house{t: t, clock: testkit.ClockAt(t, "2026-11-23 08:00")}
	h.app = &app.App{Store: db, Clock: h.clock.Now, IDs: testkit.NewIDs(3).New, Random: rand.Reader, Passwords: passwords}
	h.server = &Server{App: h.app, Log: slog.New(slog.NewTextHandler(io.Discard, nil))}
	must(t, db.Write(t.Context(), 0, h.clock.Now(), func(tx *store.Tx) error {
		c, err := tx.AddCounty(casework.County{Key: "suvanto", Name: casework.Names{FI: "Suvannon hyvinvointialue"}})
		h.county = c.ID
		return err
	}))
	must(t, db.Write(t.Context(), h.county, h.clock.Now(), func(tx *store.Tx) error {
		programmes := []casework.Programme{{Record: casework.Record{UID: h.app.IDs()}, Kind: casework.IPS, Name: "IPS", StartsOn: casework.MustDay("2026-01-01")}}
		if err := tx.AddProgrammes(programmes); err != nil {
			return err
		}
		return tx.AddTeams([]casework.Team{{Record: casework.Record{UID: h.app.IDs()}, ProgrammeID: programmes[0].ID, Name: "Suvannon IPS"}})
	}))
	return h
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// browser is one browser at the house's door, with its cookies.
type browser struct {
	h       *house
	cookies map[string]*http.Cookie
	header  http.Header
}

func (h *house) browser() *browser {
	return &browser{h: h, cookies: map[string]*http.Cookie{"lang": {Name: "lang", Value: "en"}}, header: http.Header{"Accept": {"text/html,*/*"}}}
}

func (b *browser) ask(method, path string, fields url.Values) answer {
	b.h.t.Helper()
	r := httptest.NewRequestWithContext(context.Background(), method, path, strings.NewReader(fields.Encode()))
	r.Header = b.header.Clone()
	r.RemoteAddr = "127.0.0.1:4000"
	if method == http.MethodPost {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for _, c := range b.cookies {
		r.AddCookie(c)
	}
	w := httptest.NewRecorder()
	b.h.server.Handler().ServeHTTP(w, r)
	for _, c := range w.Result().Cookies() {
		b.cookies[c.Name] = c
		if c.MaxAge < 0 {
			delete(b.cookies, c.Name)
		}
	}
	return answer{w.Code, w.Header().Get("Location"), w.Body.String(), w.Header()}
}

// gets asks for a page that must be there.
func (b *browser) gets(path string) string {
	b.h.t.Helper()
	a := b.ask(http.MethodGet, path, nil)
	if a.status != http.StatusOK {
		b.h.t.Fatalf("GET %s: %d → %s", path, a.status, a.to)
	}
	htmlcheck.Lint(b.h.t, a.page)
	return a.page
}

// posts sends a form that must lead to a page.
func (b *browser) posts(path, to string, fields ...string) {
	b.h.t.Helper()
	if a := b.ask(http.MethodPost, path, pairs(fields)); a.status != http.StatusSeeOther || a.to != to {
		b.h.t.Fatalf("POST %s: %d → %s, want → %s\n%s", path, a.status, a.to, to, a.page)
	}
}

// refused sends a form that must come back with the status and a sentence.
func (b *browser) refused(path string, status int, sentence string, fields ...string) answer {
	b.h.t.Helper()
	a := b.ask(http.MethodPost, path, pairs(fields))
	if a.status != status || !strings.Contains(a.page, sentence) {
		b.h.t.Fatalf("POST %s: %d, want %d and %q\n%s", path, a.status, status, sentence, a.page)
	}
	htmlcheck.Lint(b.h.t, a.page)
	return a
}

func pairs(fields []string) url.Values {
	v := url.Values{}
	for i := 0; i < len(fields); i += 2 {
		v.Add(fields[i], fields[i+1])
	}
	return v
}

const (
	headLogin, headPassword = "aino@suvanto.fi", "kurki lentää yli suon"
	newLogin, newPassword   = "riikka@suvanto.fi", "tuulinen tunturi"
)

// administrator opens the house by the first link.
func (h *house) administrator() *browser {
	h.t.Helper()
	operator := access.Actor{Kind: access.Operator, ID: "cli:serve", Name: "cli:serve", County: h.county}
	made, ok, err := h.app.FirstAdministrator(h.t.Context(), operator)
	must(h.t, err)
	if !ok {
		h.t.Fatal("there is an administrator already")
	}
	b := h.browser()
	link := "/sign-in/link/" + string(made.Token)
	htmlcheck.In(h.t, b.gets(link), "form[action="+link+"] input[name=name]")
	back := b.refused(link, http.StatusUnprocessableEntity, "at least 12 characters", "name", "Aino Lehto", "login", headLogin, "password", "short")
	if got := htmlcheck.In(h.t, back.page, "input[name=name]").Attr("value"); got != "Aino Lehto" {
		h.t.Errorf("the name comes back as %q", got)
	}
	b.posts(link, "/", "name", "Aino Lehto", "login", headLogin, "password", headPassword)
	return b
}

// coach is invited by the administrator and comes in by the link.
func (h *house) coach(admin *browser) *browser {
	h.t.Helper()
	form := admin.gets("/people/new")
	uid := htmlcheck.In(h.t, form, "input[name=uid]").Attr("value")
	team := htmlcheck.In(h.t, form, "optgroup option").Attr("value")
	admin.posts("/people/new", "/people/"+uid, "uid", uid, "name", "Riikka Tolonen", "role", "coach", "unit", team, "from", "2026-11-23", "fte", "80")
	page := admin.gets("/people/" + uid)
	htmlcheck.In(h.t, page, "p:contains(Coach, Suvannon IPS)")
	htmlcheck.In(h.t, page, "p:contains(80%)")
	made := admin.ask(http.MethodPost, "/people/"+uid+"/invite", url.Values{"login": {newLogin}})
	if made.status != http.StatusOK {
		h.t.Fatalf("the invitation: %d", made.status)
	}
	link, err := url.Parse(htmlcheck.In(h.t, made.page, "textarea[name=link]").Text())
	must(h.t, err)
	b := h.browser()
	htmlcheck.In(h.t, b.gets(link.Path), "h1:contains(Welcome to Sijoita)")
	b.posts(link.Path, "/", "password", newPassword)
	if a := b.ask(http.MethodGet, link.Path, nil); a.status != http.StatusNotFound {
		h.t.Errorf("the link that was used: %d", a.status)
	}
	return b
}

func TestFromTheFirstAdministratorToTheFirstCoach(t *testing.T) {
	h := newHouse(t)
	admin := h.administrator()
	coach := h.coach(admin)
	rows := htmlcheck.In(t, admin.gets("/people"), "tbody tr").Texts()
	want := []string{"Aino Lehto aino@suvanto.fi Roles Administrator Signing in Can sign in", "Riikka Tolonen riikka@suvanto.fi Roles Coach, Suvannon IPS Signing in Can sign in"}
	if !slices.Equal(rows, want) {
		t.Errorf("the people are %q", rows)
	}
	htmlcheck.In(t, coach.gets("/account"), "dd:contains(riikka@suvanto.fi)")
	if a := coach.ask(http.MethodGet, "/people", nil); a.status != http.StatusForbidden {
		t.Errorf("a coach sees the people: %d", a.status)
	}
	coach.posts("/sign-out", "/sign-in")
	if a := coach.ask(http.MethodGet, "/account", nil); a.to != "/sign-in?next=%2Faccount" {
		t.Errorf("signed out, the account leads to %s", a.to)
	}
	coach.posts("/sign-in", "/account", "login", newLogin, "password", newPassword, "next", "/account")
}

func TestSignInPage(t *testing.T) {
	h := newHouse(t)
	h.administrator()
	b := h.browser()
	page := b.gets("/sign-in?next=%2Fpeople")
	if got := htmlcheck.In(t, page, "input[name=next]").Attr("value"); got != "/people" {
		t.Errorf("behind the door lies %q", got)
	}
	if n := htmlcheck.Count(t, page, "form[action=/sign-in/demo]"); n != 0 {
		t.Errorf("outside the demo there are %d people to be", n)
	}
	const sentence = "The e-mail address or the password is wrong."
	back := b.refused("/sign-in", http.StatusUnprocessableEntity, sentence, "login", headLogin, "password", "a guess of mine", "next", "/people")
	if got := htmlcheck.In(t, back.page, "input[name=login]").Attr("value"); got != headLogin {
		t.Errorf("the login comes back as %q", got)
	}
	if strings.Contains(back.page, "a guess of mine") {
		t.Error("the password comes back")
	}
	b.refused("/sign-in", http.StatusUnprocessableEntity, sentence, "login", "nobody@suvanto.fi", "password", "a guess of mine")
	for _, next := range []string{"//evil.example", "https://evil.example", "/\\evil.example"} {
		h.browser().posts("/sign-in", "/", "login", headLogin, "password", headPassword, "next", next)
	}
	for range 5 {
		b.ask(http.MethodPost, "/sign-in", url.Values{"login": {headLogin}, "password": {"a guess of mine"}})
	}
	b.refused("/sign-in", http.StatusTooManyRequests, "Try again in a minute.", "login", headLogin, "password", headPassword)
}

func TestSessionCookie(t *testing.T) {
	for _, row := range []struct {
		name, cookie string
		secure       bool
	}{
		{"over TLS", "__Host-sijoita", true},
		{"on loopback", "sijoita", false},
	} {
		t.Run(row.name, func(t *testing.T) {
			h := newHouse(t)
			h.server.Secure = row.secure
			b := h.administrator()
			c := b.cookies[row.cookie]
			if c == nil {
				t.Fatalf("no cookie %s among %v", row.cookie, b.cookies)
			}
			if c.Secure != row.secure || !c.HttpOnly || c.SameSite != http.SameSiteLaxMode || c.Path != "/" || c.Domain != "" || c.MaxAge != 0 {
				t.Errorf("the cookie is %+v", c)
			}
		})
	}
}

// A session that somebody planted, or left behind, is worth nothing once
// another one is opened in its place.
func TestSignInChangesTheSession(t *testing.T) {
	h := newHouse(t)
	b := h.administrator()
	before := *b.cookies["sijoita"]
	b.posts("/sign-in", "/", "login", headLogin, "password", headPassword)
	if b.cookies["sijoita"].Value == before.Value {
		t.Error("the session is the same")
	}
	old := h.browser()
	old.cookies["sijoita"] = &before
	if a := old.ask(http.MethodGet, "/account", nil); a.to != "/sign-in?next=%2Faccount" {
		t.Errorf("the session of before leads to %d %s", a.status, a.to)
	}
}

func TestLockKeepsWhatWasTyped(t *testing.T) {
	h := newHouse(t)
	admin := h.administrator()
	b := h.coach(admin)
	before := b.cookies["sijoita"].Value
	h.clock.Advance(20 * time.Minute)
	b.posts("/account/language", "/lock", "lang", "en", "note", "Etsii kokkia <viikonlopuiksi>")
	if a := b.ask(http.MethodGet, "/account?x=1", nil); a.to != "/lock?next=%2Faccount%3Fx%3D1" {
		t.Errorf("a page leads to %s", a.to)
	}
	htmlcheck.In(t, b.gets("/lock?next=%2Faccount"), "p:contains(Riikka Tolonen)")
	b.refused("/lock", http.StatusUnprocessableEntity, "The password is wrong.", "login", newLogin, "password", "a guess of mine")
	b.posts("/lock", "/kept?next=%2Faccount", "login", newLogin, "password", newPassword, "next", "/account")
	if b.cookies["sijoita"].Value == before {
		t.Error("unlocking does not change the session's token")
	}
	page := b.gets("/kept?next=%2Faccount")
	form := htmlcheck.In(t, page, "form[action^=/account/language?kept=]")
	if got := htmlcheck.In(t, page, "input[name=note]").Attr("value"); got != "Etsii kokkia <viikonlopuiksi>" {
		t.Errorf("given back is %q", got)
	}
	htmlcheck.In(t, page, ".say p:contains(Etsii kokkia <viikonlopuiksi>)")

	admin.posts("/sign-in", "/", "login", headLogin, "password", headPassword)
	if a := admin.ask(http.MethodGet, "/kept", nil); a.to != "/" {
		t.Errorf("somebody else is shown the form: %d", a.status)
	}
	again := form.Attr("action")
	b.refused(again, http.StatusUnprocessableEntity, "could not be read", "lang", "xx") // refused: still kept
	b.gets("/kept")
	b.posts(again, "/account", "lang", "en")
	if a := b.ask(http.MethodGet, "/kept?next=%2Faccount", nil); a.to != "/account" {
		t.Errorf("sent again and taken, the form is still kept: %d %s", a.status, a.to)
	}
}

func TestKeptFormCanBeDropped(t *testing.T) {
	h := newHouse(t)
	b := h.coach(h.administrator())
	h.clock.Advance(11 * time.Hour)
	b.posts("/log", "/sign-in", "learned", "Etsii kokkia")
	htmlcheck.In(t, b.gets("/sign-in"), "p:contains(has been kept)")
	b.posts("/sign-in", "/kept", "login", newLogin, "password", newPassword)
	drop := htmlcheck.In(t, b.gets("/kept"), "form[action*=/drop]").Attr("action")
	b.posts(drop, "/kept")
	if a := b.ask(http.MethodGet, "/kept", nil); a.to != "/" {
		t.Errorf("the dropped form is still there: %d", a.status)
	}
}

// The dialog that covers a page asks by script and reads the status alone.
func TestDialogUnlocks(t *testing.T) {
	h := newHouse(t)
	admin := h.administrator()
	b := h.coach(admin)
	htmlcheck.In(t, b.gets("/account"), "#idle-form input[name=login][value="+newLogin+"]")
	h.clock.Advance(20 * time.Minute)
	b.header.Set("Accept", "*/*")
	post := func(login, password string) int {
		return b.ask(http.MethodPost, "/lock", url.Values{"login": {login}, "password": {password}}).status
	}
	if got := post(newLogin, "a guess of mine"); got != http.StatusUnprocessableEntity {
		t.Errorf("a wrong password: %d", got)
	}
	if got := post(newLogin, newPassword); got != http.StatusNoContent {
		t.Errorf("the right password: %d", got)
	}
	if got := b.ask(http.MethodPost, "/stay", nil).status; got != http.StatusNoContent {
		t.Errorf("staying: %d", got)
	}
	// Somebody else signs in beside the covered page: it stays covered.
	b.ask(http.MethodPost, "/sign-in", url.Values{"login": {headLogin}, "password": {headPassword}})
	if got := post(newLogin, headPassword); got != http.StatusConflict {
		t.Errorf("another person's password uncovers the page: %d", got)
	}
	h.clock.Advance(11 * time.Hour)
	if got := post(headLogin, headPassword); got != http.StatusConflict {
		t.Errorf("a session that has ended: %d", got)
	}
}

// A part of a page that is asked for while locked must not become the lock.
func TestPartsLeadTheWholePageToTheDoor(t *testing.T) {
	h := newHouse(t)
	b := h.coach(h.administrator())
	h.clock.Advance(20 * time.Minute)
	b.header.Set("HX-Request", "true")
	b.header.Set("HX-Current-URL", "http://localhost:8080/log?x=1")
	a := b.ask(http.MethodGet, "/clients", nil)
	if got := a.header.Get("HX-Redirect"); a.status != http.StatusNoContent || got != "/lock?next=%2Flog%3Fx%3D1" {
		t.Errorf("%d, HX-Redirect %q", a.status, got)
	}
}

func TestSecondFactorByPages(t *testing.T) {
	h := newHouse(t)
	b := h.coach(h.administrator())
	b.posts("/account/factor", "/account#factor")
	page := b.gets("/account")
	htmlcheck.In(t, page, "svg.qr[role=img] path")
	secret := strings.ReplaceAll(htmlcheck.In(t, page, "#factor dd").Text(), " ", "")
	code := func() string {
		code, err := auth.CodeAt(secret, h.clock.Now())
		must(t, err)
		return code
	}
	b.refused("/account/factor/confirm", http.StatusUnprocessableEntity, "The code is wrong.", "code", "000000")
	b.posts("/account/factor/confirm", "/account", "code", code())
	h.clock.Advance(time.Minute)

	phone := h.browser()
	phone.posts("/sign-in", "/sign-in/code?next=%2Faccount", "login", newLogin, "password", newPassword, "next", "/account")
	if a := phone.ask(http.MethodGet, "/account", nil); a.to != "/sign-in/code?next=%2Faccount" {
		t.Errorf("with the password alone one gets %d %s", a.status, a.to)
	}
	htmlcheck.In(t, phone.gets("/sign-in/code"), "input[name=code][autocomplete=one-time-code]")
	phone.refused("/sign-in/code", http.StatusUnprocessableEntity, "wrong or has been used", "code", "000000")
	phone.posts("/sign-in/code", "/account", "code", code(), "next", "/account")
	phone.refused("/account/factor/drop", http.StatusUnprocessableEntity, "The password is wrong.", "password", "a guess of mine")
	phone.posts("/account/factor/drop", "/account", "password", newPassword)
}

func TestAccountByPages(t *testing.T) {
	h := newHouse(t)
	b := h.coach(h.administrator())
	other := h.browser()
	other.header.Set("User-Agent", "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Version/19.0 Mobile/15E148 Safari/604.1")
	other.posts("/sign-in", "/", "login", newLogin, "password", newPassword)
	page := b.gets("/account")
	end := htmlcheck.In(t, page, "form[action^=/account/sessions/]").Attr("action")
	htmlcheck.In(t, page, "p:contains(Safari, iPhone)")
	b.posts(end, "/account")
	if a := other.ask(http.MethodGet, "/account", nil); a.status != http.StatusSeeOther {
		t.Errorf("the ended session goes on: %d", a.status)
	}
	b.refused("/account/password", http.StatusUnprocessableEntity, "The password is wrong.", "current", "a guess of mine", "new", "punainen mökki rannalla")
	b.posts("/account/password", "/account", "current", newPassword, "new", "punainen mökki rannalla")
	b.posts("/account/language", "/account", "lang", "sv")
	htmlcheck.In(t, b.gets("/account"), "h1:contains(Eget konto)")
	fresh := h.browser() // chose English here; the person's own choice wins
	fresh.posts("/sign-in", "/", "login", newLogin, "password", "punainen mökki rannalla")
	htmlcheck.In(t, fresh.gets("/account"), "h1:contains(Eget konto)")
}

func TestPeopleByPages(t *testing.T) {
	h := newHouse(t)
	admin := h.administrator()
	coach := h.coach(admin)
	list := admin.gets("/people")
	own := htmlcheck.In(t, list, "tbody a:contains(Aino Lehto)").Attr("href")
	person := htmlcheck.In(t, list, "tbody a:contains(Riikka Tolonen)").Attr("href")

	end := htmlcheck.In(t, admin.gets(own), "form[action*=/end]").Attr("action")
	admin.refused(end, http.StatusForbidden, "Ask another administrator", "to", "2026-11-23")
	back := admin.refused(person+"/roles", http.StatusUnprocessableEntity, "Choose a care team.", "role", "care_worker", "from", "2026-11-23", "to", "2026-12-31")
	if got := htmlcheck.In(t, back.page, "#grant input[name=to]").Attr("value"); got != "2026-12-31" {
		t.Errorf("the last day comes back as %q", got)
	}
	admin.posts(person+"/roles", person, "role", "manager", "from", "2026-12-01")
	htmlcheck.In(t, admin.gets(person), "span:contains(Begins later)")
	admin.refused(person+"/invite", http.StatusConflict, "has a password already", "login", newLogin)

	reset := admin.ask(http.MethodPost, person+"/reset", nil)
	link, err := url.Parse(htmlcheck.In(t, reset.page, "textarea[name=link]").Text())
	must(t, err)
	if a := coach.ask(http.MethodGet, "/account", nil); a.status != http.StatusSeeOther {
		t.Errorf("a session goes on after the reset: %d", a.status)
	}
	htmlcheck.In(t, coach.gets(link.Path), "h1:contains(Choose a new password)")
	coach.posts(link.Path, "/", "password", "punainen mökki rannalla")

	role := htmlcheck.In(t, admin.gets(person), "form[action*=/end]").Attr("action")
	admin.posts(role, person, "to", "2026-11-22")
	if a := coach.ask(http.MethodGet, "/account", nil); a.to != "/sign-in?next=%2Faccount" {
		t.Errorf("the role ended yesterday, and the next request gives %d %s", a.status, a.to)
	}
	if a := admin.ask(http.MethodGet, "/people/"+h.app.IDs().String(), nil); a.status != http.StatusNotFound {
		t.Errorf("a person who is not there: %d", a.status)
	}
}

func TestAddress(t *testing.T) {
	for _, row := range []struct {
		rule, remote, forwarded string
		behind                  bool
		want                    string
	}{
		{"the machine that asks", "192.0.2.7:4000", "", false, "192.0.2.7"},
		{"what anybody can write is not believed", "192.0.2.7:4000", "198.51.100.1", false, "192.0.2.7"},
		{"our own proxy is", "127.0.0.1:4000", "198.51.100.1", true, "198.51.100.1"},
		{"and of many only the last", "127.0.0.1:4000", "203.0.113.9, 198.51.100.1", true, "198.51.100.1"},
		{"a proxy that says nothing", "127.0.0.1:4000", "", true, "127.0.0.1"},
		{"half of an IPv6 address", "[2001:db8:1:2:3:4:5:6]:4000", "", false, "2001:db8:1:2::/64"},
		{"an IPv4 address in disguise", "[::ffff:192.0.2.7]:4000", "", false, "192.0.2.7"},
	} {
		t.Run(row.rule, func(t *testing.T) {
			r := httptest.NewRequest(http.MethodGet, "/", nil)
			r.RemoteAddr = row.remote
			if row.forwarded != "" {
				r.Header.Set("X-Forwarded-For", row.forwarded)
			}
			if got := (&Server{BehindProxy: row.behind}).address(r); got != row.want {
				t.Errorf("got %s, want %s", got, row.want)
			}
		})
	}
}

func TestBrowserWords(t *testing.T) {
	const ms = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"
	for agent, want := range map[string]string{
		ms:                    "Chrome, Windows",
		ms + " Edg/140.0.0.0": "Edge, Windows",
		"Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0":                                           "Firefox, Linux",
		"Mozilla/5.0 (Linux; Android 16; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36":      "Chrome, Android",
		"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19 Safari/605.1": "Safari, Mac",
		"curl/8.0": "Unknown browser",
	} {
		if got := browserWords(i18n.For(i18n.EN), agent); got != want {
			t.Errorf("%s is %q, want %q", agent, got, want)
		}
	}
}
