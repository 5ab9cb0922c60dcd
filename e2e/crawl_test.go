package e2e

import (
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"sijoita/e2e/browser"
)

// The sizes of what is pressed, in pixels: everything, and on a phone what is
// pressed to do something.
const (
	leastTarget = 24
	leastButton = 44
)

// mostKinds is how many kinds of pages one person's crawl looks at, the nearest
// first: with all of them the tests would take longer than anybody waits.
const mostKinds = 12

// TestEveryPageIsWellMade follows every link from each role's first page and
// looks at every kind of page on every screen, with everything unfolded. In
// Swedish and English it goes where somebody has the most pages: the leader, the
// care worker and the administrator have all there are between them.
func TestEveryPageIsWellMade(t *testing.T) {
	t.Parallel()
	address := demo(t)
	for _, person := range []string{coach, leader, careWorker, manager, reviewer, administrator, dpo} {
		langs := []string{"fi"}
		if person == leader || person == careWorker || person == administrator {
			langs = append(langs, "sv", "en")
		}
		for _, lang := range langs {
			t.Run(person+" "+lang, func(t *testing.T) {
				t.Parallel()
				c := crawler{t: t, page: signIn(t, address, person, lang, browser.Desk), address: address, lang: lang,
					seen: map[string]bool{}, screens: []browser.Screen{browser.Desk, browser.Phone}}
				switch { // the leader has all of the coach's pages, and structure is looked at in Finnish
				case person == coach:
					c.screens = []browser.Screen{browser.Narrow}
				case lang != "fi":
					c.screens = []browser.Screen{browser.Phone}
				}
				c.walk()
			})
		}
	}
}

// crawler goes through the pages of one person in one language.
type crawler struct {
	t       *testing.T
	page    *browser.Page
	address string
	lang    string
	screens []browser.Screen
	seen    map[string]bool // kinds of pages
	names   []string        // of clients
	titles  []string
}

func (c *crawler) walk() {
	waiting := []string{c.address + c.page.Place()}
	for len(waiting) > 0 {
		next := waiting[0]
		waiting = waiting[1:]
		if !c.wants(next) {
			continue
		}
		c.page.LookOn(c.screens[0])
		c.page.Visit(next)
		c.read()
		for _, screen := range c.screens {
			c.page.LookOn(screen)
			c.look(c.lang == "fi")
		}
		for _, link := range c.page.Links() {
			link, _, _ = strings.Cut(link, "#")
			if strings.HasPrefix(link, c.address+"/") && !slices.Contains(waiting, link) {
				waiting = append(waiting, link)
			}
		}
	}
	for _, title := range c.titles {
		for _, name := range c.names {
			if strings.Contains(title, name) {
				c.t.Errorf("the title %q names a client", title)
			}
		}
	}
	c.t.Logf("%d kinds of pages", len(c.seen))
}

var (
	numbers = regexp.MustCompile(`\d+`)
	figures = regexp.MustCompile(`^/figures/rows/.*`)
	files   = regexp.MustCompile(`^/import/(template|export|.*faults)`)
)

// wants tells whether the page is to be looked at: not a file to take along, not
// another one of its kind, and not where the demo's day is moved, which the
// stories look at.
func (c *crawler) wants(link string) bool {
	u, err := url.Parse(link)
	if err != nil || path.Ext(u.Path) != "" || files.MatchString(u.Path) || u.Path == "/demo" {
		return false
	}
	kind := figures.ReplaceAllString(uidInPath.ReplaceAllString(u.Path, "{}"), "/figures/rows/{}")
	query := u.Query()
	for _, name := range []string{"from", "on", "programme", "employer", "client", "team", "before"} {
		if query.Has(name) {
			query.Set(name, "{}")
		}
	}
	kind += "?" + numbers.ReplaceAllString(query.Encode(), "n")
	if c.seen[kind] || len(c.seen) == mostKinds {
		return false
	}
	c.seen[kind] = true
	return true
}

// read checks what the page says.
func (c *crawler) read() {
	p := c.page
	p.Unfold()
	if got := p.Lang(); got != c.lang {
		c.t.Errorf("%s: in %s the page says it is in %q", p.Place(), c.lang, got)
	}
	if text := p.Text(); strings.Contains(text, "⟦") {
		c.t.Errorf("%s: in %s a text is missing: %.60s", p.Place(), c.lang, text[strings.Index(text, "⟦"):])
	}
	c.titles = append(c.titles, p.Title())
	if place := p.Place(); place == "/clients" || strings.HasPrefix(place, "/clients?") {
		for _, name := range p.Texts("tbody tr a") {
			family, given, _ := strings.Cut(name, ", ")
			c.names = append(c.names, family, given)
		}
	}
}

// look checks the page as it stands on its screen. What another language
// changes is how wide the words are: closely looks at the rest too.
func (c *crawler) look(closely bool) {
	p := c.page
	if closely {
		p.Check()
	}
	faults := append(p.Overflow(), p.SmallTargets(leastTarget, "")...)
	if p.Screen().Touch {
		faults = append(faults, p.SmallTargets(leastButton, "button, .ds-button, .bottom a, .ds-input, select")...)
	}
	for _, fault := range faults {
		c.t.Errorf("%s at %s px in %s: %s", p.Place(), p.Screen().Name, c.lang, fault)
	}
}
