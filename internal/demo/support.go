package demo

import (
	"sijoita/casework"
	"sijoita/internal/interchange"
)

// agreedSupport is a support plan for a client's newest job, made so many days
// after its first.
type agreedSupport struct {
	given string
	after int
	plan  interchange.SupportPlan
}

// agreedSupports are Petri's, which was made thinner when work went well, and
// Antero's.
var agreedSupports = []agreedSupport{
	{"Petri", -2, interchange.SupportPlan{
		FirstDay: "Kello 7 takaovella. Riikka on mukana ensimmäisen tunnin.", Places: interchange.SupportPlaces{Outside: true, Phone: true},
		FirstWeek: casework.TwiceWeekly, FirstMonth: casework.EveryWeek, ThreeMonths: casework.Fortnightly, Later: casework.EveryMonth,
		Needs:     interchange.SupportNeeds{Coping: true, Routine: true, Money: true},
		CoachDoes: "Soittaa perjantaisin ja käy läpi palkan ja ansaintarajan.", ClientDoes: "Merkitsee kalenteriin tunnit ja millainen päivä oli.",
		EmployerDoes: "Näyttää reitin kerran kokonaan. Esihenkilö kysyy kuulumiset viikon lopussa.", CareTeamDoes: "Omahoitajan aika kuukausittain.",
		Adaptations: interchange.Adaptations{Hours: true, Breaks: true}, Adapted: "Neljä tuntia kerrallaan, tauko puolivälissä.",
		EarlySigns: "Herään neljältä enkä saa enää unta.\nJätän puhelimeen vastaamatta.", Helps: "Kävely ennen vuoroa.\nLyhyempi päivä, kun siitä sopii ajoissa.",
		Call: "Riikka Tolonen 040 555 0101\nOmahoitaja 044 555 0202\nPäivystysapu 116 117", EmployerTold: "Tarvitsen tänään lyhyemmän päivän. Soitan huomenna.",
		Limits: "Enintään 20 tuntia viikossa.", Agreed: true,
	}},
	{"Petri", 62, interchange.SupportPlan{
		FirstDay: "Kello 7 takaovella. Riikka on mukana ensimmäisen tunnin.", Places: interchange.SupportPlaces{Phone: true},
		FirstWeek: casework.TwiceWeekly, FirstMonth: casework.EveryWeek, ThreeMonths: casework.EveryMonth, Later: casework.EveryMonth,
		Needs:     interchange.SupportNeeds{Money: true},
		CoachDoes: "Soittaa kuun alussa ja käy läpi palkan ja ansaintarajan.", ClientDoes: "Soittaa, jos yöt menevät huonoiksi.",
		EmployerDoes: "Esihenkilö kysyy kuulumiset kuukausittain.", CareTeamDoes: "Omahoitajan aika kuukausittain.",
		Adaptations: interchange.Adaptations{Hours: true, Breaks: true}, Adapted: "Neljä tuntia kerrallaan, tauko puolivälissä.",
		EarlySigns: "Herään neljältä enkä saa enää unta.\nJätän puhelimeen vastaamatta.", Helps: "Kävely ennen vuoroa.\nLyhyempi päivä, kun siitä sopii ajoissa.",
		Call: "Riikka Tolonen 040 555 0101\nOmahoitaja 044 555 0202\nPäivystysapu 116 117", EmployerTold: "Tarvitsen tänään lyhyemmän päivän. Soitan huomenna.",
		Limits: "Enintään 20 tuntia viikossa.", Agreed: true, Changed: casework.SupportThins,
	}},
	{"Antero", -3, interchange.SupportPlan{
		FirstDay: "Sama paikka kuin kokeilussa, kello 9.", Places: interchange.SupportPlaces{AtWork: true, Phone: true},
		FirstWeek: casework.EveryWeek, FirstMonth: casework.EveryWeek, ThreeMonths: casework.EveryMonth, Later: casework.EveryMonth,
		Needs: interchange.SupportNeeds{Tasks: true, Interaction: true, Feedback: true}, CoachDoes: "Käy paikalla viikoittain ensimmäisen kuukauden.",
		EmployerDoes: "Ohjaaja on nimetty, palaute kuun lopussa.", Adaptations: interchange.Adaptations{Hours: true, Duties: true, Pair: true},
		Adapted: "Aluksi parityönä.", EarlySigns: "Alan epäillä, että muut puhuvat minusta.", Helps: "Puhun heti ohjaajalle tai Riikalle.",
		Call: "Riikka Tolonen 040 555 0101\nOmahoitaja 044 555 0303", Agreed: true,
	}},
}

// addSupport tells what was agreed of the support in two jobs, how one work trial
// went, and a talk at the end of an earlier time in coaching.
func (s *service) addSupport() {
	for _, a := range agreedSupports {
		job, p := s.jobOf(a.given), a.plan
		p.Episode, p.Placement, p.On = job.Episode, job.ID, job.StartsOn.AddDays(a.after)
		p.ReviewOn = s.today.AddDays(40)
		if a.after < 0 && p.ThreeMonths == casework.Fortnightly { // another took its place
			p.ReviewOn = p.On.AddDays(30)
		}
		s.doc.SupportPlans = append(s.doc.SupportPlans, p)
	}
	number(s.doc.SupportPlans, "tu", func(p *interchange.SupportPlan) *string { return &p.ID })
	satu := s.personNamed("Satu")
	ended := satu.stints[0]
	s.doc.ClosingTalks = append(s.doc.ClosingTalks, interchange.ClosingTalk{
		Episode: ended.episode, On: workdayTo(ended.endedOn.AddDays(-7)), Cause: casework.TalkSteady,
		Present: interchange.Present{Client: true, Coach: true, CareWorker: true}, Text: "Määräaikainen työ päättyi sovitusti. Satu haluaa hakea hetken itse ja palata, jos haku pitkittyy.",
		Outcome: casework.TalkCloses, HandedTo: "Omahoitaja", Benefit: casework.BenefitMuch, Fares: casework.FaresBetter, Recommend: weekly(9),
		Words: "Joku uskoi, että pystyn tähän.",
	})
	number(s.doc.ClosingTalks, "kt", func(t *interchange.ClosingTalk) *string { return &t.ID })
	s.tellTrial("Antero", interchange.Trial{
		Goal: "Jaksaako neljän tunnin päivän ihmisten seurassa.", OwnWish: ptr(true), Feedback: "Tulee ajoissa ja kysyy, kun ei tiedä. Otamme mielellämme töihin.",
		Tasks: "Hyllytys, hinnoittelu ja asiakkaiden opastus.", InPlan: ptr(true), Expenses: ptr(true),
		Midway: "Neljä tuntia sujuu. Kassalle Antero ei halua.",
	})
	s.tellJob("Petri", func(p *interchange.Placement) {
		p.FourHoursOn = p.StartsOn
		p.MatchesWhy = "Rauhallinen paikka lähellä kotia, ja aamut ovat vapaat."
	})
	s.tellJob("Antero", func(p *interchange.Placement) { p.MatchesWhy = "Sama paikka kuin kokeilussa: tuttu väki." })
	for _, given := range []string{"Petri", "Antero"} {
		s.tellJob(given, func(p *interchange.Placement) { p.Found, p.Matches = casework.FoundByCoach, casework.MatchesWell })
	}
}

// tellTrial tells what was noted of a client's work trial.
func (s *service) tellTrial(given string, t interchange.Trial) {
	for i := range s.doc.Placements {
		if p := &s.doc.Placements[i]; p.Kind == casework.WorkTrial && p.Episode == s.personNamed(given).now().episode {
			t.AgreedOn, t.CheckedOn = p.StartsOn.AddDays(-7), p.StartsOn.AddDays(14)
			p.Trial = t
		}
	}
}

// tellJob tells what has come to be known of a client's job.
func (s *service) tellJob(given string, tell func(*interchange.Placement)) {
	for i := range s.doc.Placements {
		if p := &s.doc.Placements[i]; p.ID == s.jobOf(given).ID {
			tell(p)
		}
	}
}
