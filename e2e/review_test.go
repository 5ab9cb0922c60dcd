package e2e

import (
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"testing"

	"sijoita/e2e/browser"
)

const secondReviewer = "Kaarina Heino"

// TestTwoReviewersCarryAReview follows a review from its plan to its signatures
// and the first action of the plan, with the team leader and both reviewers
// signed in at once. Where all 25 criteria ask for the same, the first two are
// done by hand and the rest is sent as their form sends it.
func TestTwoReviewersCarryAReview(t *testing.T) {
	t.Parallel()
	w := &reviewing{address: demo(t)}
	w.leader = signIn(t, w.address, leader, "fi", browser.Desk)
	w.ritva = signIn(t, w.address, reviewer, "fi", browser.Phone)
	w.kaarina = signIn(t, w.address, secondReviewer, "fi", browser.Desk)
	for _, step := range []struct {
		name string
		take func(*testing.T)
	}{
		{"the leader plans it and freezes the evidence", w.plan},
		{"each rates alone", w.rate},
		{"nobody sees the other's ratings before both are in", w.blind},
		{"they agree, with a reason where they differed", w.agree},
		{"the report goes to the service, which comments it", w.report},
		{"both sign, and the leader makes a plan of it", w.sign},
	} {
		if !t.Run(step.name, step.take) {
			return
		}
	}
}

// reviewing is a review and the screens of those who make it.
type reviewing struct {
	address                string
	leader, ritva, kaarina *browser.Page
	review                 string // its path
}

func (w *reviewing) at(t *testing.T, p *browser.Page, path string) *browser.Page {
	t.Helper()
	p = p.For(t)
	p.Visit(w.address + w.review + path)
	return p
}

func (w *reviewing) plan(t *testing.T) {
	p := w.leader.For(t)
	p.Visit(w.address + "/figures")
	today := p.Value("Tilanne päivänä")
	p.Visit(w.address + "/reviews/new")
	p.Check()
	p.Fill("Käynti alkaa", today)
	p.Fill("Käynti päättyy", today)
	p.Fill("1. arvioija", reviewer)
	p.Fill("2. arvioija", secondReviewer)
	p.Press("Tallenna")
	p.See("Suunniteltu", reviewer, secondReviewer)
	w.review = p.Place()
	p.Press("Aloita aineiston kokoaminen")
	p.Press("Aloita käynti ja jäädytä näyttö")
	p.See("Arviointikäynti", "Arvioijat ovat käymässä")
	p.Check()
}

func (w *reviewing) rate(t *testing.T) {
	p := w.at(t, w.ritva, "")
	p.Press("Käynti on päättynyt")
	p.Press("Arvioi kriteerit")
	p.Check()
	p.Press("1. Suurin asiakasmäärä")
	p.See("työhönvalmentajalle on 20 asiakasta", "Näyttö kirjauksista", "Mukana laskussa")
	p.Press("4")
	p.Fill("Perustelu", "Ritvan oma perustelu")
	p.Check()
	p.Press("Tallenna ja jatka")
	p.See("2. Työhönvalmentajat tekevät")
	w.sendRatings(t, reviewer, "4", "Ritvan oma perustelu")

	p = w.at(t, w.kaarina, "/rate")
	p.Fill("Kriteeri 1: pisteet", "3")
	p.Fill("Kriteeri 1: perustelu", "Kaarinan oma perustelu")
	p.Press("Tallenna luonnoksena")
	p.Check()
	w.at(t, w.kaarina, "/rate").Press("Anna pisteesi") // too early: 24 are missing
	p.See("Kriteeri 2: anna pisteet.")
	p.Check()
	w.sendRatings(t, secondReviewer, "3", "Kaarinan oma perustelu")
}

// sendRatings sends the table of ratings, all of them the same.
func (w *reviewing) sendRatings(t *testing.T, who, points, reason string) {
	t.Helper()
	fields := url.Values{}
	for n := 1; n <= 25; n++ {
		fields.Set("rating-"+strconv.Itoa(n), points)
		fields.Set("reason-"+strconv.Itoa(n), reason)
	}
	if got := call(t, w.address, who).post(t, w.review+"/rate", fields); got.status != http.StatusOK {
		t.Fatalf("%s's ratings: %d", who, got.status)
	}
}

func (w *reviewing) blind(t *testing.T) {
	never := func() {
		t.Helper()
		for _, path := range []string{"", "/rate", "/items/1", "/items/17"} {
			w.at(t, w.kaarina, path).NotSee("Ritvan oma perustelu")
			w.at(t, w.ritva, path).NotSee("Kaarinan oma perustelu")
			if path != "/rate" {
				w.at(t, w.leader, path).NotSee("oma perustelu")
			}
		}
	}
	never()
	w.at(t, w.ritva, "/rate").Press("Anna pisteesi")
	w.ritva.See("Kun toinenkin arvioija on antanut omansa")
	never()
	w.at(t, w.kaarina, "/rate").Press("Anna pisteesi")
	w.at(t, w.ritva, "/items/1").See("Kaarinan oma perustelu")
	w.at(t, w.kaarina, "/items/1").See("Ritvan oma perustelu")
	w.at(t, w.leader, "/items/1").NotSee("oma perustelu")
}

func (w *reviewing) agree(t *testing.T) {
	p := w.at(t, w.ritva, "/items/1")
	p.Press("5")
	p.Press("Tallenna ja jatka")
	p.See("Kerro, miksi päädyitte siihen")
	p.Check()
	p.Fill("Perustelu raporttiin", "Asiakkaita on alle 20")
	p.Press("Tallenna ja jatka")
	p.See("2. Työhönvalmentajat tekevät")

	at := w.at(t, w.kaarina, "/items/1") // on the other screen it stands already
	if got := at.Value("Perustelu raporttiin"); got != "Asiakkaita on alle 20" {
		t.Errorf("the other reviewer's screen says %q", got)
	}
	at.See("Aiemmat tekstit", reviewer)
	at.Check()
	them := call(t, w.address, reviewer)
	for n := 2; n <= 25; n++ {
		fields := url.Values{"revision": {"1"}, "rating": {"4"}, "reason": {"Sovittu"}}
		if n == 17 {
			fields.Set("recommendation", "Kuusi työnantajaa viikossa")
		}
		if got := them.post(t, w.review+"/items/"+strconv.Itoa(n)+"/agree", fields); got.status != http.StatusOK {
			t.Fatalf("item %d: %d", n, got.status)
		}
	}
	w.at(t, w.leader, "").NotSee("Asiakkaita on alle 20")
}

func (w *reviewing) report(t *testing.T) {
	p := w.at(t, w.kaarina, "")
	p.Press("Kaikista kriteereistä on sovittu")
	p.Press("Lähetä raportti palvelulle") // without a summary
	p.See("Kirjoita raporttiin yhteenveto")
	p.Fill("Yhteenveto", "Tiimi noudattaa menetelmää hyvin.")
	p.Press("Tallenna")
	p.See("101", "hyvä menetelmällinen tarkkuus", "Raporttia ei ole vielä allekirjoitettu")
	p.Check()
	w.at(t, w.kaarina, "").Press("Lähetä raportti palvelulle")

	p = w.at(t, w.leader, "/report")
	p.See("Tiimi noudattaa menetelmää hyvin.", "Asiakkaita on alle 20")
	p = w.at(t, w.leader, "/items/17")
	p.Fill("Kommentti", "Loma-ajan viikot ovat mukana")
	p.Press("Tallenna")
	p = w.at(t, w.leader, "")
	p.Press("Merkitse tehdyksi")
	p.Check()
}

func (w *reviewing) sign(t *testing.T) {
	w.at(t, w.ritva, "/items/17").See("Loma-ajan viikot ovat mukana")
	w.at(t, w.ritva, "").Press("Allekirjoita")
	w.ritva.See("Odotetaan toista arvioijaa")
	w.at(t, w.kaarina, "").Press("Allekirjoita")
	w.kaarina.See("Arviointi on allekirjoitettu.")

	p := w.at(t, w.leader, "/report")
	p.See("101", "Allekirjoitukset", reviewer, secondReviewer)
	p.NotSee("Raporttia ei ole vielä allekirjoitettu")
	p.Check()
	p = w.at(t, w.leader, "")
	p.Press("Lisää toimenpide")
	p.Fill("Mitä tehdään", "Maanantai on käyntipäivä")
	p.Fill("Kriteeri, jota se parantaa", "17. Suhteen luominen työnantajiin – tiivis yhteys")
	p.Press("IPS-tiimi")
	p.Fill("Vastuuhenkilö", coach)
	p.Fill("Mihin mennessä", "2030-06-30")
	p.Press("Tallenna")
	p.See("Maanantai on käyntipäivä", coach)
	w.at(t, w.leader, "").Press("Kehittämissuunnitelma on valmis")
	w.leader.See("Kehittämissuunnitelma tehty")
	if !regexp.MustCompile(`^/reviews/[a-z2-7]{26}$`).MatchString(w.leader.Place()) {
		t.Errorf("the leader is at %s", w.leader.Place())
	}
}
