package demo

import (
	"fmt"
	"slices"

	"sijoita/casework"
	"sijoita/internal/interchange"
)

// found is a lead that was found so many days ago; the days of what came of it
// are told the same way, those ahead as negative ones.
type found struct {
	given   string // whose; empty: for nobody yet
	stopped bool   // of somebody who has taken the leave back since
	at      string
	ago     int
	lead    interchange.Lead
	next    int // days ahead
	apply   int // days ahead; 0: no day
	ended   int // days ago; 0: open
	wins    []dared
	sent    *sent
}

// dared is a small win so many days ago.
type dared struct {
	win casework.Win
	ago int
}

// sent is an application so many days ago, with its interview so many days ahead.
type sent struct {
	ago         int
	interview   int // days ahead; 0: none
	application interchange.Application
}

// foundLeads are Joona's, of whom one has come to nothing, Satu's with an
// interview ahead, one that stopped when the leave was taken back, and one
// that is open to all.
var foundLeads = []found{
	{given: "Joona", at: purola, ago: 5, next: 0, lead: interchange.Lead{
		Source: casework.LeadEmployer, Title: "Hyllyttäjä, aamuvuoro", Tasks: "Hyllytystä kuudesta yhdeksään, kolmena aamuna viikossa.", Hours: ptr(9.0), Times: "aamut 6–9",
		Pay: "13,20 €/h", Contract: casework.ContractFixed, Fit: "Sama paikka, rauhallinen alku ennen kuin kauppa aukeaa. Ei kassaa.", Mode: casework.SearchTogether,
		Next: "Soitan kauppiaalle ja kysyn tutustumiskäyntiä", NextBy: casework.CoachsTask,
	}, wins: []dared{{casework.WinVisited, 3}, {casework.WinTold, 3}}},
	{given: "Joona", at: kiinteistohuolto, ago: 40, ended: 25, lead: interchange.Lead{
		Source: casework.LeadVacancy, Title: "Pihatyöntekijä", Contract: casework.ContractCasual, Fit: "Ulkotyötä lähellä kotia.", Mode: casework.SearchBackground, EndedWhy: casework.LeadFilled,
	}, wins: []dared{{casework.WinCalled, 36}}, sent: &sent{ago: 34, application: interchange.Application{
		By: casework.AppliedHelped, Result: casework.ResultNo, Feedback: "Paikkaan tuli kokeneempi hakija, mutta hakemus oli selkeä.", Learned: "Kysytään seuraavalla kerralla heti, onko työtä puoliksi päiväksi.", Feeling: ptr(3),
	}}},
	{given: "Satu", at: longName, ago: 12, next: 1, lead: interchange.Lead{
		Source: casework.LeadVacancy, Title: "Toimistoavustaja", Hours: ptr(20.0), Contract: casework.ContractFixed, Link: "https://aallokko.example/toihin",
		Fit: "Englanninkielisiä asiakkaita, osa-aikainen.", Mode: casework.SearchDirect, Next: "Harjoitellaan haastattelua kirjastossa", NextBy: casework.CoachsTask,
	}, wins: []dared{{casework.WinCalled, 10}}, sent: &sent{ago: 6, interview: 2, application: interchange.Application{
		By: casework.AppliedTogether, InterviewAt: "10:00", WithCoach: true, Told: casework.DiscloseNothing,
	}}},
	{stopped: true, at: kiinteistohuolto, ago: 60, next: 4, lead: interchange.Lead{
		Source: casework.LeadHidden, Title: "Kiinteistönhoitajan apulainen", Fit: "Tuntee koneet.", Mode: casework.SearchDirect, Next: "Käydään yhdessä tapaamassa työnjohtajaa", NextBy: casework.CoachsTask,
	}},
	{at: leipa, ago: 2, apply: 9, lead: interchange.Lead{
		Source: casework.LeadEmployer, Title: "Pakkaamotyöntekijä", Tasks: "Leipien pakkaamista, aamuvuoro neljä tuntia.", Hours: ptr(20.0), Times: "aamut 5–9", Contract: casework.ContractPermanent,
	}},
}

// talkedOver are the talks on what employers are told.
var talkedOver = []struct {
	given string
	ago   int
	talk  interchange.DisclosureTalk
}{
	{"Joona", 88, interchange.DisclosureTalk{
		Occasion: casework.TalkBeforeSearch, Weighed: interchange.Weighed{Benefits: true, Drawbacks: true, Coach: true}, Told: casework.DiscloseUndecided,
		Thoughts: "Pelkää leimaa, mutta toivoo että tauot saa pitää rauhassa. Mietitään vielä.",
	}},
	{"Joona", 20, interchange.DisclosureTalk{
		Occasion: casework.TalkNoJob, Weighed: interchange.Weighed{Benefits: true, Drawbacks: true, Adjustments: true, Words: true}, Told: casework.DiscloseSome,
		Thoughts: "Lyhyet päivät on helpompi pyytää, kun kertoo olleensa poissa työstä.", Sentence: "Olen ollut pitkään poissa työstä ja aloitan lyhyillä päivillä. Kun joku näyttää kerran, opin nopeasti.",
		NotSaid: "mitään sairaudesta tai hoidosta", By: casework.TogetherTell, Whom: "kauppias tai esimies", When: "kun työajasta puhutaan", Agreed: true,
	}},
	{"Satu", 45, interchange.DisclosureTalk{
		Occasion: casework.TalkBeforeSearch, Weighed: interchange.Weighed{Benefits: true, Drawbacks: true, Words: true}, Told: casework.DiscloseNothing, Agreed: true,
		Thoughts: "Haluaa tulla valituksi osaamisensa takia.",
	}},
}

func (s *service) addLeads() {
	for i, f := range foundLeads {
		l := f.lead
		l.ID, l.Employer, l.On = fmt.Sprintf("le%04d", i+1), s.named(f.at).id, s.ago(f.ago)
		if f.given != "" {
			l.Episode = s.personNamed(f.given).now().episode
		}
		if f.stopped {
			i := slices.IndexFunc(s.people, func(p *person) bool { return p.revokedAgo != 0 })
			l.Episode = s.people[i].now().episode
		}
		if l.Next != "" {
			l.NextOn = s.ago(-f.next)
		}
		if f.apply != 0 {
			l.ApplyBy = s.ago(-f.apply)
		}
		if f.ended != 0 {
			l.EndedOn = s.ago(f.ended)
		}
		for _, w := range f.wins {
			l.Wins = append(l.Wins, interchange.SmallWin{Win: w.win, On: s.ago(w.ago)})
		}
		s.doc.Leads = append(s.doc.Leads, l)
		if f.sent != nil {
			s.apply(l, *f.sent)
		}
	}
	number(s.doc.Applications, "ap", func(a *interchange.Application) *string { return &a.ID })
	for _, k := range talkedOver {
		talk := k.talk
		talk.Episode, talk.On = s.personNamed(k.given).now().episode, s.ago(k.ago)
		s.doc.DisclosureTalks = append(s.doc.DisclosureTalks, talk)
	}
	number(s.doc.DisclosureTalks, "dt", func(k *interchange.DisclosureTalk) *string { return &k.ID })
}

// apply adds the application that was sent for a lead.
func (s *service) apply(l interchange.Lead, sent sent) {
	a := sent.application
	a.Episode, a.Lead, a.On = l.Episode, l.ID, s.ago(sent.ago)
	if sent.interview != 0 {
		a.InterviewOn = s.ago(-sent.interview)
	}
	if a.Result != "" {
		a.ResultOn = l.EndedOn
	}
	s.doc.Applications = append(s.doc.Applications, a)
}
