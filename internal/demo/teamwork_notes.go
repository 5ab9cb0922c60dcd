package demo

import (
	"fmt"

	"sijoita/casework"
	"sijoita/internal/interchange"
)

// deed is something done for the service, so many days before today; on a day
// off it was done on the last workday before.
type deed struct {
	ago       int
	kind      casework.ServiceNoteKind
	with      string
	executive bool
	text      string
	staff     []string
}

var deeds = []deed{
	{330, casework.StaffMessage, "koko henkilöstö", true, "Johtaja kertoi aamukahveilla, miksi työ on osa hoitoa.", nil},
	{300, casework.SteeringMeeting, "ohjausryhmä", true, "Sovittiin, että hoitotiimit kysyvät työtoiveesta tulohaastattelussa.", []string{sanna}},
	{250, casework.WorkStory, "aikuisten psykiatrian henkilöstö", false, "Asiakas kertoi itse ensimmäisestä työvuodestaan.", []string{riikka}},
	{200, casework.BarrierReport, "johtoryhmä", false, "Kulkeminen kunnista ja kirjaamisen kaksi järjestelmää.", []string{sanna}},
	{120, casework.SteeringMeeting, "ohjausryhmä", true, "Käytiin läpi arvioinnin suositukset ja toimet.", []string{sanna}},
	{60, casework.OutcomeReport, "johto ja hoitotiimit", false, "Kolmannen neljänneksen luvut.", []string{sanna}},
}

// partnersEvery is how many workdays lie between two contacts with employment
// services about a client.
const partnersEvery = 9

// addServiceNotes makes what the team and its leaders did for the service: what
// is told above, contacts with employment services about clients, and a meeting
// with them every second month.
func (s *service) addServiceNotes() {
	add := func(d deed) {
		on := workdayTo(s.today.AddDays(-d.ago))
		if on.Before(s.beganOn) {
			return
		}
		n := interchange.ServiceNote{ID: fmt.Sprintf("palvelu-%d", len(s.doc.ServiceNotes)+1), Team: team, On: on, Kind: d.kind, Staff: d.staff, With: d.with, Executive: d.executive, Text: d.text}
		s.doc.ServiceNotes = append(s.doc.ServiceNotes, n)
	}
	for _, d := range deeds {
		add(d)
	}
	by := []string{riikka, sami, tuuli}
	for n, ago := 0, 170; ago > 0; n, ago = n+1, ago-partnersEvery {
		add(deed{ago: ago, kind: casework.PartnerContact, with: "työllisyysalueen asiantuntija", staff: by[n%3 : n%3+1]})
	}
	for ago := 150; ago > 0; ago -= 60 {
		add(deed{ago: ago, kind: casework.PartnerMeeting, with: "työllisyysalue", staff: []string{sanna, riikka}, text: "Yhteiset asiakkaat ja tulevat lähetteet."})
	}
}

// addTrainings makes what the coaches have learned: the method all of them, first
// aid that runs out, and what is ahead.
func (s *service) addTrainings() {
	add := func(staff string, kind casework.TrainingKind, name string, done, due casework.Day) {
		s.doc.Trainings = append(s.doc.Trainings, interchange.Training{ID: fmt.Sprintf("koulutus-%d", len(s.doc.Trainings)+1), Staff: staff, Kind: kind, Name: name, DoneOn: done, DueOn: due})
	}
	begun := workdayTo(s.beganOn.AddDays(30))
	for _, c := range coaches {
		add(c.id, casework.MethodTraining, "IPS-työhönvalmentajan peruskoulutus", begun, casework.Day{})
	}
	add(riikka, casework.BenefitsTraining, "Etuudet ja työn vastaanottaminen", workdayTo(s.today.AddMonths(-9)), s.today.AddMonths(15))
	add(riikka, casework.SafetyTraining, "Ensiapu EA1", workdayTo(s.today.AddMonths(-35)), s.today.AddDays(31))
	add(tuuli, casework.EmployerTraining, "Työnantajan kohtaaminen", casework.Day{}, s.today.AddDays(45))
}
