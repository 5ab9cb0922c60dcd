package e2e

import (
	"testing"

	"sijoita/e2e/browser"
)

// The people of the demo's second programme: LATU in Swedish, without a leader.
const (
	loneCoach    = "Linnea Sundqvist"
	socialWorker = "Siv Sandell"
)

// TestALatuClientsWayWithOneCoach follows a client of LATU in Swedish from the
// service decision to a job, the closing and the return, each on its own day: one
// coach does what a team and its leader do elsewhere.
func TestALatuClientsWayWithOneCoach(t *testing.T) {
	t.Parallel()
	address := demoOn(t, storyBegins)
	worker := signIn(t, address, socialWorker, "sv", browser.Phone)
	coach := signIn(t, address, loneCoach, "sv", browser.Phone)
	w := &latuWay{address: address, worker: worker, coach: coach, today: storyBegins}
	for _, step := range []struct {
		name string
		take func(*testing.T)
	}{
		{"the social worker decides on the service, for one outside the terms", w.decide},
		{"the coach receives it herself and promises the client to herself", w.receive},
		{"they meet and decide to start", w.meet},
		{"coaching starts", w.start},
		{"a meeting leaves a task", w.agree},
		{"the client lets employers be spoken to", w.consent},
		{"an employer is met", w.visit},
		{"a job begins", w.work},
		{"coaching ends and the team of social services is told", w.end},
		{"the client comes back and coaching goes on at once", w.back},
		{"what it means to be alone is said", w.alone},
	} {
		if !t.Run(step.name, step.take) {
			return
		}
	}
}

type latuWay struct {
	address          string
	worker, coach    *browser.Page
	today            string
	decision, client string
}

// at opens the client's page on the coach's phone, which speaks of social
// services alone.
func (w *latuWay) at(t *testing.T) *browser.Page {
	t.Helper()
	p := w.coach.For(t)
	p.Visit(w.address + w.client)
	spokenTo(p)
	return p
}

// after brings everybody to the day so many days after the way began, and the
// coach to Today.
func (w *latuWay) after(t *testing.T, days int) *browser.Page {
	t.Helper()
	w.today = before(t, storyBegins, -days)
	p := w.coach.For(t)
	moveTo(p, w.address, w.today, "Till dagen", "Flytta")
	p.See("Dagen har bytts.", "I dag, ")
	spokenTo(p)
	return p
}

// rests makes sure that nothing of the client waits for the coach.
func (w *latuWay) rests(t *testing.T) {
	t.Helper()
	p := w.coach.For(t)
	p.Visit(w.address + "/today")
	p.See("Väntar på dig")
	p.NotSee("Hillevi")
}

// isToday makes sure that a form offers today, so that nobody types it.
func (w *latuWay) isToday(t *testing.T, p *browser.Page, label string) {
	t.Helper()
	if got := p.Value(label); got != w.today {
		t.Errorf("%s offers %q, not today, %s", label, got, w.today)
	}
}

// spokenTo makes sure that a page is in the words of social services.
func spokenTo(p *browser.Page) { p.NotSee("remiss", "Remiss", "vårdteam", "Vårdteam", "IPS") }

func (w *latuWay) decide(t *testing.T) {
	p := w.worker.For(t)
	p.Visit(w.address + "/care-teams")
	spokenTo(p)
	p.Press("Nytt servicebeslut")
	p.See("Programmets villkor: ålder 18–29 år", "Försöket riktar sig till unga", "Villkoret hindrar inte beslutet")
	p.Press("Suvanto LATU")
	p.Fill("Förnamn", "Hillevi")
	p.Fill("Efternamn", "Lindqvist-Ahlskog")
	p.Fill("Födelsedatum", "1991-03-14")
	p.Fill("Klientens egen önskan om arbete", "Blommor, helst på förmiddagen")
	p.Press("Klienten går med på tjänsten")
	p.Press("Mer uppgifter, om det finns")
	w.isToday(t, p, "Servicebeslutets dag")
	p.Check()
	p.Press("Skicka")
	p.See("Servicebeslutet är skickat", "Klienten verkar stå utanför programmets villkor", "Villkor: ålder 18–29 år.")
	spokenTo(p)
	p.Check()
	w.decision = p.Place()
}

func (w *latuWay) receive(t *testing.T) {
	p := w.after(t, 1)
	p.See("Hillevi Lindqvist-Ahlskog: servicebeslutet väntar på svar")
	p.Press("Svara : Hillevi Lindqvist-Ahlskog")
	p.See("Klienten verkar stå utanför programmets villkor")
	p.Press("Ta emot")
	spokenTo(p)
	p.Check()
	w.isToday(t, p, "Mottagen")
	p.Press("Ta emot")
	p.See("Servicebeslutet har tagits emot")
	p.Visit(w.address + "/queue")
	p.See("Hillevi Lindqvist-Ahlskog", "Verkar stå utanför ett villkor: ålder 18–29 år")
	spokenTo(p)
	p.Check()
	p.Press("Välj coach : Hillevi Lindqvist-Ahlskog")
	p.Press(loneCoach)
	p.Press("Spara")
	p.See("Coachen är vald.", "Lovad: "+loneCoach)
	p.Press("Hillevi Lindqvist-Ahlskog")
	p.See("I kö")
	w.client = p.Place()
	w.rests(t)
}

func (w *latuWay) meet(t *testing.T) {
	p := w.after(t, 28)
	p.See("Hillevi Lindqvist-Ahlskog väntar i kön · 28 dagar utan kontakt")
	p = w.at(t)
	p.Press("Anteckna första mötet")
	w.isToday(t, p, "Dag")
	p.Press("Frivilligt, och att sluta får inga följder")
	p.Fill("Vill arbeta, med klientens egna ord", "Jag vill ha något att gå upp till.")
	p.Press("Vi börjar")
	spokenTo(p)
	p.Check()
	p.Press("Spara")
	p.See("Första mötet är antecknat. Inled nu coachningen.")
}

func (w *latuWay) start(t *testing.T) {
	p := w.coach.For(t)
	w.isToday(t, p, "Startdag")
	p.Press("Inled coachningen")
	p.See("Coachningen har börjat.", "Aktiv", "Jag vill ha något att gå upp till.")
	spokenTo(p)
	p.Check()
	w.rests(t)
}

func (w *latuWay) agree(t *testing.T) {
	w.after(t, 35)
	p := w.at(t)
	p.Press("Anteckna ett möte")
	p.Press("På annan plats")
	p.In(".ds-field:has(#task-1)").Fill("Uppgift", "Jag frågar i blomsterhandeln")
	spokenTo(p)
	p.Check()
	p.Press("Spara")
	p.See("Mötet är antecknat.")
	p = w.at(t)
	p.See("Jag frågar i blomsterhandeln")
	p.Check()
}

func (w *latuWay) consent(t *testing.T) {
	p := w.at(t)
	p.Press("Samtycken")
	p.See("Socialservicens team")
	p.Press("Alla lämpliga")
	p.Press("Muntligt")
	spokenTo(p)
	p.Check()
	p.Press("Spara svaren")
	p.See("Svaren har sparats.")
}

func (w *latuWay) visit(t *testing.T) {
	p := w.after(t, 54)
	p.See("Hillevi Lindqvist-Ahlskog: 26 dagar sedan starten")
	p = w.at(t)
	p.Press("Anteckna arbetsgivarkontakt")
	p.Press("+ Ny eller sök")
	p.Fill("Arbetsgivarens namn", "Strandby Blommor Ab")
	p.Press("Träffade beslutsfattaren")
	p.Fill("Lärdomar", "Behöver händer om morgnarna")
	p.Check()
	p.Press("Spara")
	p.See("Kontakten har antecknats.")
	p.Visit(w.address + "/today")
	p.NotSee("Hillevi Lindqvist-Ahlskog: 26 dagar")
}

func (w *latuWay) work(t *testing.T) {
	w.after(t, 63)
	p := w.at(t)
	p.Press("Anteckna arbete eller studier")
	p.Press("Strandby Blommor Ab")
	p.Fill("Börjar", before(t, w.today, -7))
	p.Press("Tills vidare")
	p.Fill("Timmar i veckan", "20")
	p.Fill("Lön i månaden", "1100")
	spokenTo(p)
	p.Check()
	p.Press("Spara")
	p.See("Arbetet har antecknats")
	spokenTo(p)
	p.Check()
	p.Press("Till klientens sida")
	p.See("Strandby Blommor Ab")
}

func (w *latuWay) end(t *testing.T) {
	p := w.after(t, 72)
	p.See("Hillevi Lindqvist-Ahlskog: kontakten i början av arbetet")
	w.after(t, 150)
	p = w.at(t)
	p.Press("Övriga åtgärder")
	p.Press("Avsluta klientrelationen")
	p.Press("Överenskommet tillsammans")
	p.Fill("Orsak till avslutningen", "Målet nåddes, stödet fortsätter på annat håll")
	p.Press("I lönearbete")
	p.Fill("Stödet fortsätter hos", "Socialarbetaren")
	p.Press("Socialservicens team har informerats")
	spokenTo(p)
	p.Check()
	p.Press("Spara")
	p.See("Klientrelationen är avslutad.", "Avslutad")
	spokenTo(p)
	p.Check()
	p = w.worker.For(t)
	p.Visit(w.address + w.decision)
	p.See("Togs emot", "Coachningen började", "Avslutad")
	spokenTo(p)
	p.Check()
}

func (w *latuWay) back(t *testing.T) {
	w.rests(t)
	w.after(t, 180)
	p := w.at(t)
	p.Press("Anteckna återkomst")
	spokenTo(p)
	p.Check()
	p.Press("Börjar genast")
	p.Press("Spara")
	p.See("Återkomsten är antecknad som en ny klientrelation.", "Aktiv")
	spokenTo(p)
}

func (w *latuWay) alone(t *testing.T) {
	p := w.coach.For(t)
	p.Visit(w.address + "/team")
	p.See("Teamet har ingen teamledare", "Teamet har en enda arbetscoach")
	p.NotSee("De andras siffror")
	p.Press("Vad det innebär för kvaliteten och arbetet")
	p.See("Kriterium 8: en teamledare har fem uppgifter")
	p.Check()
}
