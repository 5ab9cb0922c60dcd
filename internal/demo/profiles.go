package demo

import (
	"slices"

	"sijoita/casework"
	"sijoita/internal/interchange"
)

// answered is one answer of a profile, so many days ago.
type answered struct {
	given    string
	ago      int
	question string
	answer   string
	source   casework.AnswerSource // empty: the client
	state    casework.AnswerState  // empty: told
}

// answers are Joona's whole profile, which grew over four meetings, what is
// known of two others, and the beginning of Kaisa's.
var answers = []answered{
	{"Joona", 95, "dream", "Oma pieni korjauspaja, jossa saa tehdä rauhassa.", "", ""},
	{"Joona", 95, "goal_now", "Kaupan hyllytystä tai varastotyötä, lyhyitä päiviä.", "", ""},
	{"Joona", 95, "why_work", "Päivään tulee rytmi, ja rahaa jää pojan harrastuksiin.", "", ""},
	{"Joona", 95, "hours", "15", "", ""},
	{"Joona", 40, "hours", "20", "", ""},
	{"Joona", 95, "days", "3", "", ""},
	{"Joona", 88, "times", "day", "", ""},
	{"Joona", 12, "times", "day evening", "", ""},
	{"Joona", 88, "area", "Kotikunta, enintään puolen tunnin pyörämatka.", "", ""},
	{"Joona", 88, "setting", "alone quiet no_till", "", ""},
	{"Joona", 12, "setting_more", "Taukohuoneessa saa olla rauhassa. Metallitöihin ei enää.", casework.SourceCoach, ""},
	{"Joona", 95, "years_out", "10", casework.SourceRecord, ""},
	{"Joona", 81, "schooling", "Peruskoulu. Hitsaajan koulutus jäi kesken.", "", ""},
	{"Joona", 81, "licences", "Hygieniapassi voimassa. Työturvallisuuskortti vanhentunut.", "", ""},
	{"Joona", 81, "strengths", "Tarkka ja täsmällinen. Oppii tekemällä, kun joku näyttää kerran.", casework.SourceCoach, ""},
	{"Joona", 81, "languages", "Suomi. Englantia vähän.", "", ""},
	{"Joona", 81, "digital", "Puhelin sujuu, sähköposti hankalaa.", "", ""},
	{"Joona", 81, "transport", "bicycle bus", "", ""},
	{"Joona", 60, "cv", "begun", "", ""},
	{"Joona", 12, "interview", "practice", casework.SourceCoach, ""},
	{"Joona", 12, "phone", "practice", "", ""},
	{"Joona", 60, "study", "", "", casework.NotNow},
	{"Joona", 74, "what_helps", "Sama paikka ja samat ihmiset. Tauko kahden tunnin välein.", "", ""},
	{"Joona", 70, "early_signs", "Alkaa vetäytyä ja perua tapaamisia.", casework.SourceCareTeam, ""},
	{"Joona", 74, "medication", "Aamulla väsyttää, iltapäivällä ei.", "", ""},
	{"Joona", 74, "told_whom", "Omahoitajalle, ja siskolle jos Joona ei vastaa.", "", ""},
	{"Joona", 74, "instructions", "Kirjallinen lista auttaa.", casework.SourceCareTeam, ""},
	{"Joona", 74, "limits", "", "", casework.Unknown},
	{"Joona", 74, "record", "", "", casework.NotNow},
	{"Joona", 60, "home", "Asuu yksin, poika käy joka toinen viikonloppu.", "", ""},
	{"Joona", 60, "rhythm", "Herää kymmeneltä, harjoitellaan aiempaa.", "", ""},
	{"Joona", 60, "benefits", "Työkyvyttömyyseläke. Ulosotto päättyy keväällä.", "", ""},

	{"Oona", 150, "goal_now", "Kahvilatyö tai lastenhoito.", "", ""},
	{"Oona", 150, "hours", "25", "", ""},
	{"Oona", 120, "area", "Bussireitin varrella.", "", ""},
	{"Oona", 150, "study", "Lähihoitajaksi joskus, ei vielä.", "", ""},
	{"Oona", 120, "transport", "bus lift", "", ""},

	{"Petri", 390, "goal_now", "Siivoustyö iltaisin.", "", ""},
	{"Petri", 390, "hours", "20", "", ""},
	{"Petri", 390, "area", "Keskusta.", "", ""},
	{"Petri", 380, "strengths", "Luotettava, tulee aina ajoissa.", casework.SourceNetwork, ""},

	{"Kaisa", 9, "goal_now", "Ei tiedä vielä. Jotain muuta kuin keittiö.", "", casework.Unknown},
	{"Kaisa", 9, "why_work", "Haluaa ulos kotoa.", "", ""},
}

// former are jobs of old.
var former = []struct {
	given string
	job   interchange.Job
}{
	{"Joona", interchange.Job{Title: "Hitsaaja", Employer: "Konepaja", Duties: "Levyrakenteiden hitsausta ja viimeistelyä kahdessa vuorossa", Found: casework.FoundByNetwork, FromYear: ptr(2009), ToYear: ptr(2014), HoursPerWeek: ptr(40.0),
		Liked: "Sai tehdä käsillä.", Disliked: "Melu ja kiire.", WhyEnded: "Uupui, jäi sairauslomalle.", Helped: "Työpari, joka neuvoi."}},
	{"Joona", interchange.Job{Title: "Varastotyö, kesätyö", Employer: "Rautakauppa", FromYear: ptr(2007), ToYear: ptr(2007), Liked: "Oma tahti."}},
	{"Kaisa", interchange.Job{Title: "Keittiöapulainen", Employer: "Koulun keittiö", ToYear: ptr(2021), Disliked: "Kiire ja huuto."}},
	{"Petri", interchange.Job{Title: "Kiinteistönhoitaja", FromYear: ptr(1998), ToYear: ptr(2011), WhyEnded: "Yritys lopetti."}},
}

// wanted are wishes for work.
var wanted = []struct {
	given string
	ago   int
	wish  interchange.Wish
}{
	{"Joona", 95, interchange.Wish{Wanted: true, Words: "Kaupan hyllytys", Industry: "47", Occupation: "5223"}},
	{"Joona", 95, interchange.Wish{Wanted: true, Words: "Varasto, jossa on hiljaista", Industry: "52"}},
	{"Joona", 95, interchange.Wish{Words: "Metalliala", Industry: "25", Occupation: "7212"}},
	{"Joona", 88, interchange.Wish{Words: "Kassatyö"}},
	{"Oona", 150, interchange.Wish{Wanted: true, Words: "Kahvila", Industry: "56"}},
	{"Kaisa", 9, interchange.Wish{Words: "Keittiötyö"}},
}

// around are people of Joona's network.
var around = []interchange.Supporter{
	{Party: casework.PartyCareWorker, Name: "Omahoitaja", Helps: "Tapaaminen kahden viikon välein.", MayContact: true, Matters: "Vointi ja työn aloitus"},
	{Party: casework.PartyClose, Name: "Sisko", Helps: "Kyyti, kun bussi ei kulje.", MayContact: true, Matters: "Jos Joona ei vastaa viikkoon"},
	{Party: casework.PartyDebt, Name: "Velkaneuvoja", Helps: "Ulosoton loppu."},
}

// addProfiles tells what is known of clients in their profiles.
func (s *service) addProfiles() {
	episode := func(given string) string { return s.personNamed(given).now().episode }
	for _, a := range slices.Concat(answers, livelihood) {
		s.doc.ProfileAnswers = append(s.doc.ProfileAnswers, interchange.ProfileAnswer{
			Episode: episode(a.given), Question: a.question, On: s.ago(a.ago), Source: or(a.source, casework.SourceClient),
			State: or(a.state, casework.Told), Answer: a.answer,
		})
	}
	byDay(s.doc.ProfileAnswers, func(a interchange.ProfileAnswer) casework.Day { return a.On })
	number(s.doc.ProfileAnswers, "pa", func(a *interchange.ProfileAnswer) *string { return &a.ID })
	for _, f := range former {
		j := f.job
		j.Episode, j.On, j.Source = episode(f.given), s.personNamed(f.given).now().startedOn, casework.SourceClient
		s.doc.JobHistory = append(s.doc.JobHistory, j)
	}
	number(s.doc.JobHistory, "jh", func(j *interchange.Job) *string { return &j.ID })
	for _, w := range wanted {
		wish := w.wish
		wish.Episode, wish.On, wish.Source = episode(w.given), s.ago(w.ago), casework.SourceClient
		s.doc.Wishes = append(s.doc.Wishes, wish)
	}
	number(s.doc.Wishes, "wi", func(w *interchange.Wish) *string { return &w.ID })
	for _, n := range around {
		n.Episode, n.On, n.Source = episode("Joona"), s.ago(74), casework.SourceClient
		s.doc.Network = append(s.doc.Network, n)
	}
	number(s.doc.Network, "ne", func(n *interchange.Supporter) *string { return &n.ID })
	s.doc.ProfileSummaries = []interchange.ProfileSummary{{
		ID: "ps0001", Episode: episode("Joona"), On: s.ago(40), AgreedOn: s.ago(40),
		Text: "Joona etsii kaupan hyllytystä tai varastotyötä, 20 tuntia viikossa. Hän on tarkka ja täsmällinen, ja hygieniapassi on voimassa. Työkokemusta on varastosta ja konepajasta.",
	}}
}
