package e2e

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"sijoita/e2e/browser"
)

func TestANoteIsMended(t *testing.T) {
	t.Parallel()
	address := demo(t)
	p := signIn(t, address, coach, "fi", browser.Phone)
	before := met(t, p)
	logContact(p, "Alkuperäinen teksti")
	open := func(p *browser.Page) {
		p.Visit(address + "/today")
		openNewest(p)
	}

	t.Run("corrected, the old text stays readable with who, when and why", func(t *testing.T) {
		p := p.For(t)
		open(p)
		p.Press("Korjaa")
		p.Fill("Opittua", "Korjattu teksti")
		p.In("form:has([name=learned])").Fill("Syy", "väärä henkilö")
		p.Press("Tallenna")
		p.See("Korjaus on tallennettu", "Korjattu teksti", "Aiemmat tekstit", "Alkuperäinen teksti", "väärä henkilö", coach)
		p.Check()
	})

	t.Run("two windows: the second sees both texts, and loses nothing of its own", func(t *testing.T) {
		first, second := p.For(t), signIn(t, address, coach, "fi", browser.Phone)
		open(first)
		open(second)
		correct(first, "Ensimmäisen ikkunan teksti")
		first.See("Korjaus on tallennettu")
		correct(second, "Toisen ikkunan teksti")
		second.See("Joku ehti ensin", "Nyt voimassa oleva teksti", "Ensimmäisen ikkunan teksti")
		if got := second.Value("Opittua"); got != "Toisen ikkunan teksti" {
			t.Errorf("what the second window typed became %q", got)
		}
		second.Check()
		second.Press("Tallenna")
		second.See("Korjaus on tallennettu", "Toisen ikkunan teksti")
	})

	t.Run("moved to a client, it stands in the client's timeline", func(t *testing.T) {
		p := p.For(t)
		open(p)
		p.Press("Siirrä toiselle asiakkaalle")
		p.Fill("Kenelle merkintä kuuluu", "Joona Moilanen")
		p.In("form[action$='/move']").Fill("Syy", "koski Joonaa")
		p.In("form[action$='/move']").Press("Siirrä")
		p.See("Merkintä on siirretty", "Joona Moilanen")
		p.Press("Joona Moilanen") // back to whom it belongs to
		if first := p.Texts(".event")[0]; !strings.Contains(first, "Toisen ikkunan teksti") {
			t.Errorf("the timeline begins with %q", first)
		}
	})

	t.Run("withdrawn, it is struck through and out of the weekly six", func(t *testing.T) {
		p := p.For(t)
		open(p)
		p.Press("Mitätöi merkintä")
		p.In("form[action$='/withdraw']").Press("Mitätöi")
		p.In(".ds-error-summary").Press("Kerro lyhyesti syy.")
		if at := p.Focused(); !strings.HasPrefix(at.Is, "input#withdraw-reason") {
			t.Errorf("the summary leads to %q", at.Is)
		}
		p.Check()
		p.In("form[action$='/withdraw']").Fill("Syy", "kirjattu kahdesti")
		p.In("form[action$='/withdraw']").Press("Mitätöi")
		p.See("Merkintä on mitätöity", "Mitätöity", "kirjattu kahdesti")
		p.Check()
		p.In(".bottom").Press("Tänään")
		if after := met(t, p); after != before {
			t.Errorf("with the note withdrawn the weekly six is %d, before it was %d", after, before)
		}
		openClient(p, "Asiakkaat", "Moilanen, Joona")
		if struck := p.Texts(".event del"); len(struck) == 0 || !strings.Contains(struck[0], "Toisen ikkunan teksti") {
			t.Errorf("struck through are %q", struck)
		}
	})
}

// openNewest opens, from Today, the contact noted last.
func openNewest(p *browser.Page) {
	rows := p.In(".rows li:first-child:has(a[href^='/contacts/'])")
	rows.Press(rows.Texts("a")[0])
}

// logContact notes a contact with the employer met last, from any page.
func logContact(p *browser.Page, learned string) {
	openMenu(p, "Kirjaa")
	p.Press(employers(p)[0])
	p.Fill("Opittua", learned)
	p.Press("Tallenna")
	p.See("Kontakti on kirjattu.")
}

// correct opens the form of a note's page and saves another text.
func correct(p *browser.Page, learned string) {
	p.Press("Korjaa")
	p.Fill("Opittua", learned)
	p.In("form:has([name=learned])").Fill("Syy", "tarkennus")
	p.Press("Tallenna")
}

// field is the first value of a form's field, as the page was sent.
func field(t testing.TB, page, name string) string {
	t.Helper()
	for _, tag := range inputTag.FindAllString(page, -1) {
		if strings.Contains(tag, `name="`+name+`"`) {
			if value := valueAttribute.FindStringSubmatch(tag); value != nil {
				return value[1]
			}
		}
	}
	t.Fatalf("the page has no field %q", name)
	return ""
}

var (
	inputTag       = regexp.MustCompile(`<input [^>]*>`)
	valueAttribute = regexp.MustCompile(` value="([^"]*)"`)
)

func TestANoteSentTwiceIsThereOnce(t *testing.T) {
	t.Parallel()
	address := demo(t)
	p := signIn(t, address, coach, "fi", browser.Phone)

	t.Run("pressed twice in a hurry", func(t *testing.T) {
		p := p.For(t)
		before := met(t, p)
		p.In(".bottom").Press("Kirjaa")
		p.Press(employers(p)[0])
		p.PressTwice("Tallenna")
		p.See("Kontakti on kirjattu.")
		if after := met(t, p); after != before+1 {
			t.Errorf("the weekly six goes from %d to %d", before, after)
		}
	})

	t.Run("pressed again after going back", func(t *testing.T) {
		p := p.For(t)
		before := met(t, p)
		logContact(p, "Kerran riittää")
		p.Back()
		p.Press("Tallenna") // the same note, or an empty form that is refused
		p.Visit(address + "/today")
		if after := met(t, p); after != before+1 {
			t.Errorf("the weekly six goes from %d to %d", before, after)
		}
	})

	t.Run("sent again with another text, as from a page that the browser kept", func(t *testing.T) {
		them := call(t, address, coach)
		form := them.get(t, address+"/log").body
		fields := url.Values{"on": {field(t, form, "on")}, "channel": {"face_to_face"}, "kind": {"cold_visit"}, "reached": {"other"}, "next": {"not_now"}}
		for _, name := range []string{"uid", "new_employer_uid", "employer"} {
			fields.Set(name, field(t, form, name))
		}
		before := met(t, p.For(t))
		fields.Set("learned", "Ensin näin")
		them.post(t, "/log", fields)
		again := them.post(t, "/log", fields)
		if again.status != http.StatusOK || !strings.Contains(again.body, "Kontakti on kirjattu.") {
			t.Errorf("the same form is answered %d", again.status)
		}
		fields.Set("learned", "Sitten näin")
		changed := them.post(t, "/log", fields)
		if changed.status != http.StatusConflict {
			t.Errorf("the changed form is answered %d", changed.status)
		}
		for _, text := range []string{"Tämä on jo kirjattu.", "Ensin näin", "Sitten näin"} {
			if !strings.Contains(changed.body, text) {
				t.Errorf("the answer does not say %q", text)
			}
		}
		p.Visit(address + "/today")
		if after := met(t, p.For(t)); after != before+1 {
			t.Errorf("the weekly six goes from %d to %d", before, after)
		}
	})

	t.Run("the page after it loaded anew", func(t *testing.T) {
		p := p.For(t)
		before := met(t, p)
		logContact(p, "Ladattu uudelleen")
		p.Reload()
		if after := met(t, p); after != before+1 {
			t.Errorf("the weekly six goes from %d to %d", before, after)
		}
	})

	t.Run("refused, mended and sent", func(t *testing.T) {
		p := p.For(t)
		before := met(t, p)
		p.In(".bottom").Press("Kirjaa")
		p.Press("Tallenna")
		p.See("Tarkista merkityt kohdat")
		p.Reload() // sends the refused form once more
		p.See("Tarkista merkityt kohdat")
		p.Press(employers(p)[0])
		p.Press("Tallenna")
		if after := met(t, p); after != before+1 {
			t.Errorf("the weekly six goes from %d to %d", before, after)
		}
	})
}
