package e2e

import (
	"os/exec"
	"path/filepath"
	"regexp"
	"testing"
	"time"

	"sijoita/e2e/browser"
	"sijoita/e2e/program"
)

func TestAFormOutlivesItsSession(t *testing.T) {
	t.Parallel()
	address := demo(t)
	p := signIn(t, address, coach, "fi", browser.Phone)
	other := signIn(t, address, coach, "fi", browser.Desk)
	before := met(t, p)
	p.In(".bottom").Press("Kirjaa")
	p.Press(employers(p)[0])
	p.Fill("Opittua", "Kirjoitin tämän ennen kuin istunto päättyi")

	openMenu(other, "Oma tili")
	other.Press("Kirjaudu ulos kaikkialta muualta")
	other.Check()

	p.Press("Tallenna")
	p.See("Istuntosi on päättynyt")
	p.Check()
	p.Press(coach)
	p.See("Tekstisi on tallessa", "Kirjoitin tämän ennen kuin istunto päättyi")
	p.Check()
	p.Press("Lähetä uudelleen")
	p.See("Kontakti on kirjattu.")
	if after := met(t, p); after != before+1 {
		t.Errorf("the weekly six goes from %d to %d", before, after)
	}
	openNewest(p)
	p.See("Kirjoitin tämän ennen kuin istunto päättyi")
}

const (
	firstPassword  = "kolme sinistä porkkanaa"
	secondPassword = "neljä vihreää porkkanaa"
)

// TestARealAccount is the way from an empty database to a coach at work: the
// first administrator, an invitation, and the lock of a page that is left alone.
func TestARealAccount(t *testing.T) {
	t.Parallel()
	server := serve(t)
	admin := browser.Open(t, browser.Desk)

	admin.Visit(firstLink(t, server))
	admin.See("Tervetuloa ensimmäiseksi pääkäyttäjäksi")
	admin.Check()
	admin.Fill("Nimi", "Aino Alku")
	admin.Fill("Sähköpostiosoite", "aino.alku@example.org")
	admin.Fill("Uusi salasana", "lyhyt")
	admin.Press("Tallenna ja jatka")
	admin.See("Salasana on liian lyhyt")
	admin.Check()
	admin.Fill("Uusi salasana", firstPassword)
	admin.Press("Tallenna ja jatka")
	admin.See("Aino Alku")

	openMenu(admin, "Henkilöt")
	admin.Press("Valmentaja Kaksi")
	admin.Fill("Sähköpostiosoite", "kaksi@example.org")
	admin.Press("Tee kutsulinkki")
	admin.See("Linkki on valmis")
	admin.Check()
	invitation := admin.Value("Linkki")

	p := browser.Open(t, browser.Phone)
	p.Visit(invitation)
	p.See("Tervetuloa Sijoitaan", "Valmentaja Kaksi")
	p.Check()
	p.Fill("Uusi salasana", secondPassword)
	p.Press("Tallenna ja jatka")
	p.See("Viikon kuusi")

	t.Run("a wrong password is told without telling which of the two is wrong", func(t *testing.T) {
		p := browser.Open(t, browser.Phone)
		p.Visit(server.URL + "/")
		p.Fill("Sähköpostiosoite", "kaksi@example.org")
		p.Fill("Salasana", "arvaus arvaus arvaus")
		p.In("main").Press("Kirjaudu sisään")
		p.See("Sähköpostiosoite tai salasana on väärin")
		if got := p.Value("Sähköpostiosoite"); got != "kaksi@example.org" {
			t.Errorf("what was typed became %q", got)
		}
		p.Check()
	})

	t.Run("left alone the page warns, locks, and opens with everything still there", func(t *testing.T) {
		p := p.For(t)
		p.In(".bottom").Press("Kirjaa")
		p.Press("+ Uusi tai hae")
		p.Fill("Työnantajan nimi", "Suvannon Saha Oy")
		p.Fill("Opittua", "Puolivalmis teksti")

		p.Pass(14 * time.Minute)
		p.See("Näkymä lukittuu pian")
		p.Check()
		p.Press("Olen paikalla")
		p.NotSee("Näkymä lukittuu pian")

		p.Pass(16 * time.Minute)
		p.See("Oletko vielä paikalla?")
		p.Check()
		p.In("#idle-lock").Fill("Salasana", "ei ole tämä salasana")
		p.In("#idle-lock").Press("Avaa lukitus")
		p.See("Salasana on väärin")
		p.In("#idle-lock").Fill("Salasana", secondPassword)
		p.In("#idle-lock").Press("Avaa lukitus")
		p.NotSee("Oletko vielä paikalla?")
		if got := p.Value("Opittua"); got != "Puolivalmis teksti" {
			t.Errorf("behind the lock what was typed became %q", got)
		}
		p.Press("Tallenna")
		p.See("Kontakti on kirjattu.")
	})
}

// serve serves a county with real accounts: Kainuu's records, and nobody who
// can sign in yet.
func serve(t testing.TB) *program.Server {
	t.Helper()
	skipWithoutBrowser(t)
	path, err := built()
	if err != nil {
		t.Fatal(err)
	}
	db := "sqlite:" + filepath.Join(t.TempDir(), "kainuu.db")
	document := filepath.Join("..", "cmd", "sijoita", "testdata", "kainuu-2023-2024.json")
	if told, err := exec.Command(path, "import", "--db", db, document).CombinedOutput(); err != nil {
		t.Fatalf("import: %v\n%s", err, told)
	}
	return start(t, "serve", "--db", db, "--addr", "127.0.0.1:0")
}

var linkLine = regexp.MustCompile(`http://\S+/sign-in/link/[\w-]+`)

// firstLink is the one-time link that the server prints for the first
// administrator.
func firstLink(t testing.TB, server *program.Server) string {
	t.Helper()
	link, err := server.Find(linkLine)
	if err != nil {
		t.Fatal(err)
	}
	return link
}
