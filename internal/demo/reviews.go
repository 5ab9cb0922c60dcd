package demo

import (
	"slices"
	"strconv"

	"sijoita/casework"
	"sijoita/fidelity"
	"sijoita/internal/interchange"
)

// The reviewers: people of other organisations, who are let in to a review.
const (
	ritva   = "ritva-anttila"
	kaarina = "kaarina-heino"
)

const signedReview = "arviointi-1"

// addReviews makes the first review, of May 2024, the one of half a year ago
// with the plan that followed from it, and the one that is under way.
func (s *service) addReviews() {
	s.addSignedReview()
	s.addFirstReview()
	s.addReviewUnderWay()
	s.addDevelopment()
}

// given is what was agreed of an item: the points, and for those that differ from
// 4 why, and what to do.
type given struct {
	points         int
	reason         string
	recommendation string
}

// ratedAs is Kainuu's review of 7–8 May 2024: 103 of 125, good, with four
// findings. Its days, total and findings were published; the points of single
// items were not, and are made up here, as are all reasons.
var ratedAs = map[int]given{
	2:  {5, "Valmentajat tekevät vain työhönvalmennusta: työajasta yli 96 prosenttia.", ""},
	3:  {5, "Sama valmentaja kulkee asiakkaan rinnalla palveluun tulosta tukeen työssä.", ""},
	4:  {3, "Osa valmentajista on kolmen hoitotiimin valmentaja, eikä läsnäolo ole kaikissa säännöllistä.", "Valmentajia on niin monta, että kukin voi kiinnittyä yhteen tai kahteen hoitotiimiin."},
	5:  {3, "Valmentaja on usein mukana vain kokouksen alun. Työtilat ovat kaukana hoitoyksiköistä.", "Yhteinen potilastietojärjestelmä valmentajien käyttöön, ja läsnäolo koko kokouksen ajan."},
	10: {3, "Kiinnostusta työhön ei kysytä kaikilta eikä sitä kirjata yhdenmukaisesti.", "Hoitotiimit kysyvät työstä kaikilta, palaavat siihen säännöllisesti, kirjaavat sen hoitosuunnitelmaan ja jakavat tiedon työllistyneistä."},
	12: {5, "Etuudet käydään läpi ennen työn alkua, ja laskelma jää asiakkaalle.", ""},
	16: {5, "Käynnit työnantajilla noudattavat asiakkaan suunnitelmaa.", ""},
	17: {3, "Kasvokkaisia työnantajakontakteja on alle kuusi viikossa valmentajaa kohden.", "Viikossa kuusi työnantajaa kasvokkain jokaista valmentajaa kohden, ja kontaktit käydään läpi viikoittain."},
	22: {5, "Tuki on yksilöllistä, ja sitä antavat sekä valmentaja että hoitotiimi.", ""},
	23: {5, "Tukea annetaan niin kauan kuin asiakas haluaa.", ""},
	25: {5, "Yhteyttä pidetään, vaikka asiakas jää pois, kaikilla kuudella tavalla.", ""},
}

// risen is what had become better by the next review.
var risen = map[int]given{
	6:  {5, "Työllisyysalueen ja Kelan väkeä tavataan joka kuukausi, ja yhteyttä pidetään viikoittain.", ""},
	14: {5, "Profiili tehdään kolmessa–viidessä tapaamisessa ja täydennetään jokaisen työsuhteen jälkeen.", ""},
}

const fourFindings = "1. Valmentajia on niin monta, että kukin voi kiinnittyä yhteen tai kahteen hoitotiimiin ja olla mukana niiden viikoittaisissa kokouksissa.\n" +
	"2. Valmentajat saavat käyttöönsä yhteisen potilastietojärjestelmän.\n" +
	"3. Hoitotiimit edistävät kaikkien asiakkaidensa työllistymistä ja kertovat työhönvalmennuksesta jokaiselle.\n" +
	"4. Kiinnostukseen työntekoon palataan säännöllisesti ja se kirjataan hoitosuunnitelmaan. Poliklinikka kokoaa tiedon työllistymisestä ja jakaa sen johdolle ja henkilöstölle."

// addFirstReview is the visit of 7–8 May 2024: 103 points of 125, good.
func (s *service) addFirstReview() {
	from := casework.MustDay("2024-05-07")
	to := from.AddDays(1)
	r := interchange.Review{
		ID: "arviointi-0", Team: team, From: from, To: to, Kind: "external", Scale: scale, Total: ptr(103), Edition: ptr(1), State: casework.ReviewActionPlan,
		Steps: stepsTo(from, to.AddDays(21)),
		Summary: "103 pistettä 125:stä: hyvä taso.\n" +
			"Tämä on Kainuun laatuarviointi 7.–8.5.2024 kuvitteellisen tiimin arviointina: päivät, yhteispisteet, taso ja neljä kehittämiskohdetta on " +
			"julkaistu, mutta yksittäisten kriteerien pisteet ja perustelut ovat keksittyjä.",
		Strengths:       "Valmentajat tekevät vain työhönvalmennusta ja vastaavat palvelun kaikista vaiheista.\nTuki työssä on yksilöllistä eikä sitä ole rajattu ajallisesti.",
		Recommendations: fourFindings,
	}
	rate(&r, ratedAs)
	s.doc.Reviews = append(s.doc.Reviews, r)
}

// stepsTo are the steps of a review, each in its time, from its agreement to the
// plan that followed.
func stepsTo(from, sent casework.Day) []interchange.ReviewStep {
	to := from.AddDays(1)
	return []interchange.ReviewStep{
		{Step: casework.StepAgreement, On: from.AddDays(-62)}, {Step: casework.StepEvidence, On: from.AddDays(-60)}, {Step: casework.StepSharing, On: from.AddDays(-32)},
		{Step: casework.StepGaps, On: from.AddDays(-22)}, {Step: casework.StepTimetable, On: from.AddDays(-15)}, {Step: casework.StepVisit, On: from},
		{Step: casework.StepVisited, On: to}, {Step: casework.StepRated, On: to.AddDays(2)}, {Step: casework.StepSettled, On: to.AddDays(6)}, {Step: casework.StepSent, On: sent},
		{Step: casework.StepCommented, On: sent.AddDays(6)}, {Step: casework.StepSigned, On: sent.AddDays(9)}, {Step: casework.StepForgotten, On: sent.AddDays(13)},
		{Step: casework.StepAdopted, On: sent.AddDays(38)},
	}
}

// rate gives a review its points, where nothing is told 4 of them.
func rate(r *interchange.Review, all ...map[int]given) {
	r.Scores = map[int]int{}
	for item := 1; item <= 25; item++ {
		is := given{points: 4, reason: "Toteutuu pääosin; ks. ankkuri 4."}
		for _, told := range all {
			if one, there := told[item]; there {
				is = one
			}
		}
		r.Scores[item] = is.points
		r.Items = append(r.Items, interchange.ReviewItem{
			Item: ptr(item), Rating: casework.Rating(strconv.Itoa(is.points)), Reason: is.reason, Recommendation: is.recommendation,
		})
	}
}

// addSignedReview is the visit of half a year ago: 105 points of 125, good.
func (s *service) addSignedReview() {
	from := workdayTo(s.today.AddMonths(-6).AddDays(-14))
	for !workday(from.AddDays(1)) {
		from = workdayTo(from.AddDays(-1))
	}
	to := from.AddDays(1)
	sent := to.AddDays(20)
	r := interchange.Review{
		ID: signedReview, Team: team, From: from, To: to, Kind: "external", Scale: scale, Total: ptr(105), Edition: ptr(1), State: casework.ReviewActionPlan,
		Steps: stepsTo(from, sent),
		Sources: []interchange.ReviewSource{
			{Source: casework.SourceDocuments, N: ptr(14)}, {Source: casework.SourceInterviews, N: ptr(11)}, {Source: casework.SourceTeamMeeting, N: ptr(1)},
			{Source: casework.SourceCareTeamMeeting, N: ptr(2)}, {Source: casework.SourceEmployerVisit, N: ptr(1)}, {Source: casework.SourceRecords},
		},
		Reviewers: []interchange.Reviewer{
			{Staff: ritva, Organisation: "Valtakunnallinen arvioija (keksitty)", From: from.AddDays(-60), To: to.AddDays(70), HandedInOn: to.AddDays(1), SignedOn: sent.AddDays(9)},
			{Staff: kaarina, Organisation: "Naapurialueen IPS-tiimi (keksitty)", From: from.AddDays(-60), To: to.AddDays(70), HandedInOn: to.AddDays(2), SignedOn: sent.AddDays(9)},
		},
		Summary: "Suvannon IPS-tiimi noudattaa menetelmää hyvin: 105 pistettä 125:stä, kaksi enemmän kuin toukokuussa 2024.\n" +
			"Arviointi on kuvitteellinen. Kehittämiskohteet ovat samat neljä kuin edellisessä.",
		Strengths:       "Valmentajat tekevät vain työhönvalmennusta ja vastaavat palvelun kaikista vaiheista.\nTuki työssä on yksilöllistä eikä sitä ole rajattu ajallisesti.",
		Recommendations: fourFindings,
	}
	rate(&r, ratedAs, risen)
	for _, is := range r.Items {
		for i, who := range []string{ritva, kaarina} {
			gave := is.Rating
			if *is.Item%9 == 4 && i == 1 { // they did not always agree
				gave = "4"
			}
			r.Ratings = append(r.Ratings, interchange.ReviewRating{Staff: who, Item: is.Item, Rating: gave, Reason: is.Reason})
		}
	}
	s.doc.Reviews = append(s.doc.Reviews, r)
}

// addReviewUnderWay is a peer review whose visit is today: the service has
// gathered its evidence and waits for the reviewers.
func (s *service) addReviewUnderWay() {
	from := s.today
	s.doc.Reviews = append(s.doc.Reviews, interchange.Review{
		ID: "arviointi-2", Team: team, From: from, To: from.AddDays(1), Kind: "peer", Scale: scale, Edition: ptr(1), State: casework.ReviewEvidence,
		Steps: []interchange.ReviewStep{{Step: casework.StepAgreement, On: from.AddDays(-62)}, {Step: casework.StepEvidence, On: from.AddDays(-58)},
			{Step: casework.StepSharing, On: from.AddDays(-30)}, {Step: casework.StepGaps, On: from.AddDays(-21)}, {Step: casework.StepTimetable, On: from.AddDays(-14)}},
		Sources: []interchange.ReviewSource{{Source: casework.SourceDocuments}, {Source: casework.SourceInterviews}, {Source: casework.SourceTeamMeeting},
			{Source: casework.SourceCareTeamMeeting}, {Source: casework.SourceRecords}},
		Reviewers: []interchange.Reviewer{
			{Staff: ritva, Organisation: "Valtakunnallinen arvioija (keksitty)", From: from.AddDays(-60), To: fidelity.AccessUntil(from.AddDays(1))},
			{Staff: kaarina, Organisation: "Naapurialueen IPS-tiimi (keksitty)", From: from.AddDays(-60), To: fidelity.AccessUntil(from.AddDays(1))},
		},
	})
}

// addDevelopment is the plan that followed from the signed review: an action for
// each finding, one of them done and one late.
func (s *service) addDevelopment() {
	year := s.today.Time().Year()
	add := func(item int, owner casework.ActionOwner, state casework.ActionState, due int, action, goal, measure, outcome, staff, responsible string) {
		s.doc.PlanActions = append(s.doc.PlanActions, interchange.PlanAction{
			ID: "toimi-" + strconv.Itoa(len(s.doc.PlanActions)+1), Team: team, Review: signedReview, Year: ptr(year), Item: ptr(item), Goal: goal, Action: action, Owner: owner,
			Staff: staff, Responsible: responsible, Measure: measure, DueOn: s.today.AddDays(due), State: state, Outcome: outcome,
		})
	}
	add(17, casework.OwnerTeam, casework.ActionUnderWay, 40, "Maanantai ja keskiviikko varataan työnantajakäynneille", "Kuusi kasvokkaista kontaktia viikossa",
		"Viikon kuusi -luku", "", sanna, "")
	add(5, casework.OwnerTeam, casework.ActionUnderWay, 20, "Valmentaja on hoitotiimin kokouksessa alusta loppuun", "Läsnä koko kokouksen", "Kirjatut kokoukset", "", riikka, "")
	add(10, casework.OwnerClinic, casework.ActionPlanned, -6, "Kysymys työstä lisätään hoitosuunnitelman pohjaan", "Työstä kysytään kaikilta", "Lähetteet hoitotiimeittäin", "", "",
		"Osastonhoitaja, aikuispsykiatria")
	add(4, casework.OwnerManagement, casework.ActionDone, -60, "Hoitotiimit jaetaan uudelleen: enintään kaksi valmentajaa kohden", "Kaksi hoitotiimiä", "Kriteerin 4 pisteet",
		"Jako tehtiin elokuussa, yksi tiimi siirtyy vuodenvaihteessa.", "leena-salonen", "")
	slices.SortStableFunc(s.doc.PlanActions, func(a, b interchange.PlanAction) int { return a.DueOn.Compare(b.DueOn) })
}
