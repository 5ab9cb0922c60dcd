package e2e

import (
	"fmt"
	"html/template"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp/kb"

	"sijoita/e2e/browser"
)

// Gallery is the environment variable that names the folder for pictures of
// every page and state; `make gallery` sets it.
const Gallery = "SIJOITA_GALLERY"

// TestGallery writes the pictures that people look at before a release. It
// fails only where a page cannot be reached.
func TestGallery(t *testing.T) {
	dir := os.Getenv(Gallery)
	if dir == "" {
		t.Skipf("%s names no folder", Gallery)
	}
	g := &gallery{t: t, dir: dir}
	g.signingIn()
	address := demo(t)
	for _, screen := range []browser.Screen{browser.Phone, browser.Desk} {
		g.coach(signIn(t, address, coach, "fi", screen), address)
		g.others(address, screen)
		g.swedish(signIn(t, address, leader, "sv", screen), address)
	}
	g.writeIndex()
}

// gallery collects pictures.
type gallery struct {
	t        *testing.T
	dir      string
	pictures []picture
}

type picture struct{ Name, File string }

// take pictures the page as it stands.
func (g *gallery) take(p *browser.Page, name string) {
	g.t.Helper()
	file := fmt.Sprintf("%02d-%s-%s.png", len(g.pictures)+1, strings.ReplaceAll(name, " ", "-"), p.Screen().Name)
	p.Picture(filepath.Join(g.dir, file))
	g.pictures = append(g.pictures, picture{fmt.Sprintf("%s, %s px", name, p.Screen().Name), file})
}

// at pictures the page at the path.
func (g *gallery) at(p *browser.Page, address, path, name string) {
	g.t.Helper()
	p.Visit(address + path)
	g.take(p, name)
}

// coach pictures the coach's pages and forms, in every state they can be in.
func (g *gallery) coach(p *browser.Page, address string) {
	g.take(p, "today")
	openMenu(p, "Asiakkaat")
	g.take(p, "own clients")
	p.Press("Koko tiimi")
	g.take(p, "team's clients")
	p.Press("Jonossa")
	g.take(p, "queue")
	queued := p.Texts("tbody tr a")[0]
	p.Press("Päättyneet")
	g.take(p, "ended clients")
	p.Press(p.Texts("tbody tr a")[0])
	g.take(p, "client who has ended")

	openMenu(p, "Asiakkaat")
	p.Press("Jonossa")
	p.Press(queued)
	g.take(p, "client in the queue")
	p.Press("Aloita valmennus")
	g.take(p, "start")
	p.Fill("Aloituspäivä", "2031-01-01")
	p.In("main form").Press("Aloita valmennus")
	g.take(p, "start refused")

	openClient(p, "Asiakkaat", "Haataja, Petri")
	g.take(p, "client at work")
	p.Unfold()
	p.In(".event-job").Press("Avaa")
	p.Unfold()
	g.take(p, "placement unfolded")

	openClient(p, "Asiakkaat", "Moilanen, Joona")
	g.take(p, "client")
	client := p.Place()
	p.Press("Kuka on katsonut")
	g.take(p, "lookers")
	p.Visit(address + client)
	p.Press("Kirjaa työ tai opinnot")
	g.take(p, "job")
	p.Press("Palkkatuki")
	p.Fill("Tunnit viikossa", "sata")
	p.Fill("Palkka kuukaudessa", "paljon")
	p.Press("Tallenna")
	g.take(p, "job refused")

	openMenu(p, "Asiakkaat")
	p.Press("Koko tiimi")
	p.Press("Hämäläinen-Mustonen, Marja-Kaarina Elisabet")
	g.take(p, "client with a long name")
	openMenu(p, "Asiakkaat")
	p.Press("Koko tiimi")
	p.Press("Seuraavat")
	p.Press("Väisänen, Jukka")
	p.Press("Kirjaa työnantajakontakti")
	g.take(p, "contact for a client without leave")

	g.contacts(p, address)

	openMenu(p, "Tiimi")
	g.take(p, "team as a coach")
	g.at(p, address, "/figures", "figures")
	p.Unfold()
	g.take(p, "figures unfolded")
	p.Press(": Alkaneet työsuhteet")
	g.take(p, "rows behind a figure")
	g.at(p, address, "/figures?on=eilen", "figures refused")
	g.at(p, address, "/fidelity", "fidelity")
	p.Unfold()
	g.take(p, "fidelity unfolded")
	g.at(p, address, "/fidelity/15", "rows behind a criterion")
	g.at(p, address, "/fidelity?on=eilen", "fidelity refused")
	g.at(p, address, "/figures?from=2020-01-01&on=2020-12-31", "figures of nothing")
	g.at(p, address, "/account", "account")
	g.at(p, address, "/clients/aaaaaaaaaaaaaaaaaaaaaaaaaa", "not found")
	g.at(p, address, "/people", "refused page")
	if p.Screen().Touch {
		p.Visit(address + "/today")
		p.In(".bottom").Press("Valikko")
		g.take(p, "menu of a phone")
	}
}

// contacts pictures logging and mending a contact.
func (g *gallery) contacts(p *browser.Page, address string) {
	g.at(p, address, "/log", "contact")
	name := employers(p)[0]
	p.Press("+ Uusi tai hae")
	p.Press("Palataan")
	p.Fill("Työnantajan nimi", name[:len(name)-2])
	p.In("#found-employers").See(name)
	p.Press("Kylmäkäynti · Kasvokkain")
	g.take(p, "contact unfolded")
	p.Visit(address + "/log")
	p.Fill("Opittua", "Tarvetta keväällä, aamuvuoro")
	p.Press("Kylmäkäynti · Kasvokkain")
	p.Fill("Päivä", "2031-01-01")
	p.Press("Tallenna")
	g.take(p, "contact refused")
	p.Visit(address + "/log")
	p.Press(employers(p)[0])
	p.Fill("Opittua", "Hakevat kesäksi kahta")
	p.Press("Tallenna")
	g.take(p, "today after a contact")

	second := browser.Open(g.t, p.Screen())
	enter(second, address, coach, "fi")
	for _, window := range []*browser.Page{p, second} {
		window.Visit(address + "/today")
		openNewest(window)
	}
	g.take(p, "contact's page")
	correct(p, "Hakevat kesäksi kahta, toinen iltavuoroon")
	g.take(p, "contact corrected")
	correct(second, "Hakevat kesäksi kolmea")
	g.take(second, "contact in conflict")
	p.Unfold()
	g.take(p, "contact unfolded to mend")
	p.In("form[action$='/withdraw']").Fill("Syy", "kirjattu kahdesti")
	p.In("form[action$='/withdraw']").Press("Mitätöi")
	g.take(p, "contact withdrawn")
}

// others pictures the pages of the other roles.
func (g *gallery) others(address string, screen browser.Screen) {
	p := signIn(g.t, address, leader, "fi", screen)
	g.take(p, "today of a team leader")
	openMenu(p, "Tiimi")
	g.take(p, "team")

	p = signIn(g.t, address, careWorker, "fi", screen)
	openMenu(p, "Asiakkaat")
	g.take(p, "clients of a care team")
	p.Press("Moilanen, Joona")
	g.take(p, "client for a care worker")

	admin := signIn(g.t, address, administrator, "fi", screen)
	g.take(admin, "people")
	p.Visit(address + "/people/new")
	admin.Visit(address + "/people/new")
	g.take(admin, "new person")
	admin.Press("Lisää henkilö")
	g.take(admin, "new person refused")
	name := "Kaija Karttunen " + screen.Name
	admin.Visit(address + "/people")
	admin.Press("Lisää henkilö")
	admin.Fill("Nimi", name)
	admin.Press("Hoitotiimin työntekijä")
	admin.Fill("Tiimi tai hoitotiimi", "Päihdehoitotiimi")
	admin.Press("Lisää henkilö")
	g.take(admin, "person")
	admin.Fill("Sähköpostiosoite", "kaija"+screen.Name+"@example.org")
	admin.Press("Tee kutsulinkki")
	g.take(admin, "invitation")

	p = signIn(g.t, address, name, "fi", screen)
	openMenu(p, "Asiakkaat")
	p.Press(closedClient(g.t, p))
	g.take(p, "client closed to a care worker")
	openMenu(p, "Asiakkaat")
	p.Press("Päättyneet")
	g.take(p, "nobody in the list")

	p = signIn(g.t, address, dpo, "fi", screen)
	g.take(p, "log of use")
	p.Press("Tarkista eheys")
	g.take(p, "log of use verified")
	g.take(signIn(g.t, address, manager, "fi", screen), "figures of a manager")
	g.take(signIn(g.t, address, reviewer, "fi", screen), "reviewer")
}

// swedish pictures the pages whose words are longest.
func (g *gallery) swedish(p *browser.Page, address string) {
	g.take(p, "today in Swedish")
	openMenu(p, "Klienter")
	g.take(p, "clients in Swedish")
	p.Visit(address + "/log")
	g.take(p, "contact in Swedish")
	openMenu(p, "Team")
	g.take(p, "team in Swedish")
}

// signingIn pictures the doors: the demo's, and those of real accounts.
func (g *gallery) signingIn() {
	door, server := demo(g.t), serve(g.t)
	link := firstLink(g.t, server)
	for _, screen := range []browser.Screen{browser.Phone, browser.Desk} {
		p := browser.Open(g.t, screen)
		g.at(p, door, "/sign-in", "sign in to the demo")
		p = browser.Open(g.t, screen)
		g.at(p, server.URL, "/sign-in", "sign in")
		p.Fill("Sähköpostiosoite", "kaksi@example.org")
		p.Fill("Salasana", "arvaus arvaus arvaus")
		p.Key(kb.Enter)
		p.See("väärin")
		g.take(p, "sign in refused")
		g.at(p, link, "", "first administrator")
		g.at(p, server.URL, "/sign-in/link/none", "link that is gone")
	}
	p := browser.Open(g.t, browser.Phone)
	p.Visit(link)
	p.Fill("Nimi", "Aino Alku")
	p.Fill("Sähköpostiosoite", "aino.alku@example.org")
	p.Fill("Uusi salasana", firstPassword)
	p.Press("Tallenna ja jatka")
	p.See("Aino Alku")
	for _, screen := range []browser.Screen{browser.Phone, browser.Desk} {
		p.LookOn(screen)
		p.Visit(server.URL + "/account")
		g.take(p, "account with a password")
		p.Pass(14 * time.Minute)
		p.See("Näkymä lukittuu pian")
		g.take(p, "warning before the lock")
		p.Pass(2 * time.Minute)
		p.See("Oletko vielä paikalla?")
		g.take(p, "lock")
	}
	p.Visit(server.URL + "/account")
	p.Press("Ota käyttöön")
	g.take(p, "second factor")
}

var index = template.Must(template.New("index").Parse(`<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Sijoita: pictures of its pages</title>
<style>body{font:15px system-ui;margin:2rem;background:#eee}main{display:flex;flex-wrap:wrap;gap:2rem;align-items:flex-start}
figure{margin:0}img{border:1px solid #999;max-height:40rem;background:#fff}figcaption{margin-bottom:.5rem}</style>
<h1>Sijoita: pictures of its pages</h1><main>
{{range .}}<figure><figcaption>{{.Name}}</figcaption><a href="{{.File}}"><img src="{{.File}}" alt="" loading="lazy"></a></figure>
{{end}}</main></html>
`))

func (g *gallery) writeIndex() {
	file, err := os.Create(filepath.Join(g.dir, "index.html"))
	if err != nil {
		g.t.Fatal(err)
	}
	if err := index.Execute(file, g.pictures); err != nil {
		g.t.Error(err)
	}
	if err := file.Close(); err != nil {
		g.t.Error(err)
	}
}
