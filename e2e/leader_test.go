package e2e

import (
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"sijoita/e2e/browser"
)

func TestATeamLeaderReadsTheFiguresInSwedish(t *testing.T) {
	t.Parallel()
	address := demo(t)
	p := signIn(t, address, leader, "sv", browser.Desk)

	t.Run("the team: every coach, and states that add up", func(t *testing.T) {
		p := p.For(t)
		openMenu(p, "Team")
		p.In("main").See(coach, colleague, "Tuuli Komulainen", leader)
		if !slices.ContainsFunc(p.Texts(".ds-tag"), func(s string) bool { return strings.Contains(s, "=") }) {
			t.Errorf("no tag says that the states add up: %q", p.Texts(".ds-tag"))
		}
		p.Check()
	})

	t.Run("a number's word opens its definition", func(t *testing.T) {
		p := p.For(t)
		openMenu(p, "Siffror")
		definition := "Coachningen har börjat. Den har inte avslutats"
		p.NotSee(definition)
		p.Press("Aktiva")
		p.See(definition)
		p.Check()
	})

	t.Run("a number opens the rows behind it", func(t *testing.T) {
		p := p.For(t)
		active := figure(t, p, "Aktiva")
		p.Press(": Aktiva")
		if rows := len(p.Texts("tbody tr")); rows != active {
			t.Errorf("behind the number %d stand %d rows", active, rows)
		}
		p.Check()
		p.Back()
	})

	t.Run("another day gives that day's figures", func(t *testing.T) {
		p := p.For(t)
		referred := figure(t, p, "Hänvisade")
		day := before(t, p.Value("Läget den dagen"), 200)
		p.Fill("Perioden från", before(t, day, 200))
		p.Fill("Läget den dagen", day)
		p.Press("Visa")
		if got := p.Value("Läget den dagen"); got != day {
			t.Errorf("the page is of %s", got)
		}
		if then := figure(t, p, "Hänvisade"); then >= referred {
			t.Errorf("200 days ago %d were referred, today %d", then, referred)
		}
		p.Check()
	})

	t.Run("the table can be taken along as CSV and as Excel", func(t *testing.T) {
		p := p.For(t)
		them := call(t, address, leader)
		for _, kind := range []struct{ path, is, begins string }{
			{"/figures/table.csv", "text/csv; charset=utf-8", "\ufeff"},
			{"/figures/table.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "PK\x03\x04"},
		} {
			i := slices.IndexFunc(p.Links(), func(link string) bool { return strings.Contains(link, kind.path) })
			if i < 0 {
				t.Errorf("the page has no link to %s", kind.path)
				continue
			}
			answer := them.get(t, p.Links()[i])
			if answer.status != http.StatusOK || answer.kind != kind.is || !strings.HasPrefix(answer.body, kind.begins) {
				t.Errorf("%s answers %d, %s, and begins with %.8q", kind.path, answer.status, answer.kind, answer.body)
			}
		}
	})
}

// before is the day so many days before another.
func before(t testing.TB, day string, days int) string {
	t.Helper()
	d, err := time.Parse(time.DateOnly, day)
	if err != nil {
		t.Fatal(err)
	}
	return d.AddDate(0, 0, -days).Format(time.DateOnly)
}

// caller asks for pages without a browser, as a person who is signed in.
type caller struct {
	http    *http.Client
	address string
}

type answer struct {
	status int
	kind   string // of content
	body   string
}

// call signs a person of the demo in.
func call(t testing.TB, address, person string) caller {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	c := caller{&http.Client{Jar: jar}, address}
	page := c.get(t, address+"/sign-in").body
	row := regexp.MustCompile(`name="staff" value="([a-z2-7]{26})"`)
	at := strings.Index(page, `<p class="row-name">`+person)
	if at < 0 {
		t.Fatalf("the sign-in page does not offer %s", person)
	}
	found := row.FindStringSubmatch(page[at:])
	c.post(t, "/sign-in/demo", url.Values{"staff": {found[1]}})
	return c
}

func (c caller) get(t testing.TB, address string) answer {
	t.Helper()
	return read(t)(c.http.Get(address))
}

func (c caller) post(t testing.TB, path string, fields url.Values) answer {
	t.Helper()
	return read(t)(c.http.PostForm(c.address+path, fields))
}

func read(t testing.TB) func(*http.Response, error) answer {
	return func(r *http.Response, err error) answer {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		defer r.Body.Close()
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Fatal(err)
		}
		return answer{r.StatusCode, r.Header.Get("Content-Type"), string(body)}
	}
}
