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
// service decision to a job, the closing and the return: one coach does what a
// team and its leader do elsewhere.
func TestALatuClientsWayWithOneCoach(t *testing.T) {
	t.Parallel()
	address := demo(t)
	worker := signIn(t, address, socialWorker, "sv", browser.Phone)
	coach := signIn(t, address, loneCoach, "sv", browser.Phone)
	w := &latuWay{address: address, worker: worker, coach: coach}
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
	w.today = p.Value("Servicebeslutets dag")
	p.Fill("Servicebeslutets dag", before(t, w.today, 40))
	p.Check()
	p.Press("Skicka")
	p.See("Servicebeslutet är skickat", "Klienten verkar stå utanför programmets villkor", "Villkor: ålder 18–29 år.")
	spokenTo(p)
	p.Check()
	w.decision = p.Place()
}

func (w *latuWay) receive(t *testing.T) {
	p := w.coach.For(t)
	p.Visit(w.address + w.decision)
	p.See("Klienten verkar stå utanför programmets villkor")
	p.Press("Ta emot")
	spokenTo(p)
	p.Check()
	p.Fill("Mottagen", before(t, w.today, 39))
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
}

func (w *latuWay) meet(t *testing.T) {
	p := w.at(t)
	p.Press("Anteckna första mötet")
	p.Fill("Dag", before(t, w.today, 25))
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
	p.Fill("Startdag", before(t, w.today, 24))
	p.Press("Inled coachningen")
	p.See("Coachningen har börjat.", "Aktiv", "Jag vill ha något att gå upp till.")
	spokenTo(p)
	p.Check()
}

func (w *latuWay) agree(t *testing.T) {
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
	p := w.at(t)
	p.Press("Anteckna arbetsgivarkontakt")
	p.Press("+ Ny eller sök")
	p.Fill("Arbetsgivarens namn", "Strandby Blommor Ab")
	p.Press("Träffade beslutsfattaren")
	p.Fill("Lärdomar", "Behöver händer om morgnarna")
	p.Check()
	p.Press("Spara")
	p.See("Kontakten har antecknats.")
}

func (w *latuWay) work(t *testing.T) {
	p := w.at(t)
	p.Press("Anteckna arbete eller studier")
	p.Press("Strandby Blommor Ab")
	p.Fill("Börjar", before(t, w.today, 10))
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
	p := w.at(t)
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
