package demo

import (
	"fmt"

	"sijoita/casework"
	"sijoita/internal/interchange"
)

// groupMeeting is a meeting of a group so many days before today, with what it
// agreed to be done.
type groupMeeting struct {
	ago     int
	kind    casework.ServiceNoteKind
	staff   []string
	text    string
	told    interchange.ServiceNote // what is told of a group beside that
	actions []groupAction
}

// groupAction is what was to be done, by a day counted from today; closed and due
// are so many days ago, below zero ahead.
type groupAction struct {
	what, municipality, staff, who string
	due                            int
	state                          casework.GroupActionState
	closed                         int
	outcome                        string
}

// The municipalities of the joint group, beside the town.
const (
	north = "626"
	west  = "265"
	south = "239"
	east  = "778"
)

func employmentServices(municipality string) interchange.Attendee {
	return interchange.Attendee{Organisation: "Työllisyyspalvelut", Municipality: municipality, Role: "palveluvastaava", Count: ptr(1)}
}

func care(municipality string, n int) interchange.Attendee {
	return interchange.Attendee{Organisation: "Mielenterveys- ja riippuvuuspalvelut", Municipality: municipality, Role: "vastaava sairaanhoitaja", Count: ptr(n)}
}

var groupMeetings = []groupMeeting{
	{280, casework.JointGroup, []string{sanna, riikka}, "Aloitettiin: mitä palvelu on ja kenelle.", interchange.ServiceNote{
		Way: casework.GroupRemote, Place: "Teams", Theme: "Palvelu tutuksi kuntiin", Led: []string{sanna}, With: "työllisyyspalvelut ja hoito kaikista kunnista",
		Attendees: []interchange.Attendee{employmentServices(town), employmentServices(north), employmentServices(south), care(town, 2), care(west, 1)},
		Agenda:    "1. Esittäytyminen\n2. Miten palveluun tullaan\n3. Yhteiset asiakkaat", Decisions: "Ryhmä kokoontuu joka toinen kuukausi Teamsissa.",
		Wishes: "Kuka hoitaa palkkatuen missäkin kunnassa?"}, []groupAction{
		{"Esite jaetaan kuntien nettisivuille", "", sanna, "", 240, casework.GroupActionDone, 236, "Kaikki kunnat mukana."},
	}},
	{220, casework.JointGroup, []string{sanna, sami}, "Käytiin läpi palkkatuen vaiheet kunnittain.", interchange.ServiceNote{
		Way: casework.GroupRemote, Place: "Teams", Theme: "Palkkatuki ja työkokeilu", Led: []string{sanna}, With: "työllisyyspalvelut ja hoito",
		Attendees:    []interchange.Attendee{employmentServices(town), employmentServices(west), employmentServices(east), care(town, 1), care(south, 1)},
		Observations: "Kaupungissa päätös tulee kahdessa viikossa, pienissä kunnissa odotetaan lautakuntaa.",
		Decisions:    "Kunta kertoo päätöspäivät etukäteen valmentajalle."}, []groupAction{
		{"Lista palkkatuen yhteyshenkilöistä", "", sami, "", 180, casework.GroupActionDone, 190, "Lista on tiimin kansiossa."},
	}},
	{160, casework.JointGroup, []string{sanna, tuuli}, "Hoidon väki kertoi, mikä lähetteessä takkuaa.", interchange.ServiceNote{
		Way: casework.GroupRemote, Place: "Teams", Theme: "Lähetteet hoidosta", Led: []string{sanna, tuuli}, With: "hoito ja työllisyyspalvelut",
		Attendees:    []interchange.Attendee{care(town, 3), care(north, 1), care(east, 1), employmentServices(town), {Organisation: "Kela", Role: "asiantuntija", Count: ptr(1)}},
		Observations: "Pohjoisessa lähetteitä ei ole tullut keväällä yhtään.", Decisions: "Työtoive kysytään joka hoitoneuvottelussa."}, []groupAction{
		{"Käynti hoitotiimin kokouksessa", north, tuuli, "", 130, casework.GroupActionDone, 133, "Kaksi uutta lähetettä."},
		{"Oma esite suomenruotsiksi", "", "", "hyvinvointialueen viestintä", 100, casework.GroupActionDropped, 100, "Valtakunnallinen esite riittää."},
	}},
	{100, casework.JointGroup, []string{sanna, riikka}, "Jono on kasvanut, syksyn lähetteet ovat painottuneet kaupunkiin.", interchange.ServiceNote{
		Way: casework.GroupRemote, Place: "Teams", Theme: "Jono ja kuntien tarpeet", Led: []string{sanna},
		Attendees: []interchange.Attendee{employmentServices(town), employmentServices(north), employmentServices(south), care(town, 2), care(east, 1)},
		Decisions: "Työllisyyspalvelut ja valmentajat tapaavat yhteiset asiakkaat joka kuukausi.", Wishes: "Esimerkki onnistuneesta polusta."}, []groupAction{
		{"Yhteinen aika asiakaspalaveriin", south, riikka, "", 60, casework.GroupActionDone, 58, ""},
		{"Työkokeilupaikkojen lista ajan tasalle", east, "", "kunnan työllisyyskoordinaattori", 12, "", 0, ""},
	}},
	{40, casework.JointGroup, []string{sanna, sami}, "Sami kertoi polun kokeilusta palkkatyöhön. Yhteystiedot vanhenevat nopeasti.", interchange.ServiceNote{
		Way: casework.GroupRemote, Place: "Teams", Theme: "Yhteystiedot ja työnjako", Led: []string{sanna}, With: "työllisyyspalvelut, Kela, hoito ja aikuissosiaalityö",
		Attendees: []interchange.Attendee{employmentServices(town), employmentServices(north), employmentServices(west), care(town, 2), care(south, 1),
			{Organisation: "Kela", Role: "asiantuntija", Count: ptr(1)}, {Organisation: "Aikuissosiaalityö", Municipality: town, Role: "sosiaaliohjaaja", Count: ptr(2)}},
		Agenda: "1. Viime kerran toimet\n2. Esimerkki onnistuneesta polusta\n3. Kuka hoitaa mitäkin", Observations: "Lännessä ei ole nimettyä palkkatuen yhteyshenkilöä.",
		Decisions: "Jokaisessa kunnassa on yksi yhteyshenkilö.", Wishes: "Ansaintarajat ja eläkkeen lepääminen: kuka neuvoo?"}, []groupAction{
		{"Yhteystiedot kunnittain kootaan", "", sanna, "", 3, "", 0, ""},
		{"Palkkatuen yhteyshenkilö nimetään", west, "", "työllisyyspalvelujen esihenkilö", 5, "", 0, ""},
		{"Esittely työllisyyspalvelujen aamukahvilla", north, sami, "", -3, "", 0, ""},
		{"Etuusneuvoja pyydetään ensi kertaan", "", sanna, "", -16, "", 0, ""},
		{"Lähetelomakkeen ohje hoitotiimille", south, riikka, "", 20, casework.GroupActionDone, 22, "Ohje on viety."},
	}},
	{150, casework.PeerGroup, []string{riikka, tuuli}, "Makkaranpaistoa laavulla. Kaksi kertoi omasta työstään.", interchange.ServiceNote{
		Way: casework.GroupOnSpot, Place: "Laavu", Theme: "Miten rohkaistuin hakemaan", Led: []string{riikka},
		Phases: []interchange.PhaseCount{{Phase: casework.PhaseProfile, Count: ptr(2)}, {Phase: casework.PhaseJobSearch, Count: ptr(3)}, {Phase: casework.PhaseSupport, Count: ptr(2)}},
		Cost:   ptr(casework.Cents(42_60)), Feedback: "Oli hyvä kuulla muiltakin.", Wishes: "Ensimmäinen työpäivä."}, nil},
	{45, casework.PeerGroup, []string{tuuli}, "Puhuttiin ensimmäisestä työpäivästä ja siitä, mitä työkavereille kertoo.", interchange.ServiceNote{
		Way: casework.GroupOnSpot, Place: "Kirjaston kokoushuone", Theme: "Ensimmäinen työpäivä", Led: []string{tuuli},
		Phases: []interchange.PhaseCount{{Phase: casework.PhaseProfile, Count: ptr(1)}, {Phase: casework.PhaseJobSearch, Count: ptr(3)}, {Phase: casework.PhaseSupport, Count: ptr(2)}},
		Cost:   ptr(casework.Cents(18_90)), Feedback: "Kahvi ja rento tunnelma.", Wishes: "Palkan ja etuuksien yhteensovittaminen."}, nil},
}

// nextGroup is in how many days the joint group meets again.
const nextGroup = 16

// addGroups makes the meetings of the team's groups: the joint group every second
// month with what each municipality is to do, and two of the peer group.
func (s *service) addGroups() {
	for _, m := range groupMeetings {
		on := workdayTo(s.today.AddDays(-m.ago))
		if on.Before(s.beganOn) {
			continue
		}
		n := m.told
		n.ID, n.Team, n.On, n.Kind, n.Staff, n.Text = fmt.Sprintf("ryhma-%d", m.ago), team, on, m.kind, m.staff, m.text
		if m.kind == casework.JointGroup && m.ago < nextGroup*4 {
			n.NextOn = workdayTo(s.today.AddDays(nextGroup))
		}
		s.doc.ServiceNotes = append(s.doc.ServiceNotes, n)
		for i, a := range m.actions {
			action := interchange.GroupAction{ID: fmt.Sprintf("toimi-%d-%d", m.ago, i+1), ServiceNote: n.ID, What: a.what, Municipality: a.municipality, Staff: a.staff,
				Who: a.who, DueOn: s.ago(a.due), State: a.state, Outcome: a.outcome}
			if a.state == "" {
				action.State = casework.GroupActionOpen
			} else {
				action.ClosedOn = s.ago(a.closed)
			}
			s.doc.GroupActions = append(s.doc.GroupActions, action)
		}
	}
}
