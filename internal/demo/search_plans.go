package demo

import (
	"sijoita/casework"
	"sijoita/internal/interchange"
)

// agreedPlan is a plan for the search of work, made so many days ago.
type agreedPlan struct {
	given string
	ago   int
	plan  interchange.Plan
}

func weekly(n int) *int { return &n }

// agreedPlans are Joona's, which changed when he had tried a place, and those of
// two others.
var agreedPlans = []agreedPlan{
	{"Joona", 88, interchange.Plan{
		Goal: "Töihin, jossa saa tehdä rauhassa ja nähdä valmista.", Jobs: "hyllyttäjä\nvarastotyöntekijä\nkorjaamoapulainen", MinHours: weekly(10), MaxHours: weekly(15),
		Times: "iltapäivät, kolme päivää viikossa", Area: "kotikunta, enintään puolen tunnin pyörämatka", MustHave: "sama paikka, tauko kahden tunnin välein", MustAvoid: "kassa",
		Mode: casework.SearchBackground, Told: casework.DiscloseUndecided,
	}},
	{"Joona", 20, interchange.Plan{
		Goal: "Hyllytystä tai varastotyötä läheltä kotia.", Jobs: "hyllyttäjä\nvarastotyöntekijä", MinHours: weekly(15), MaxHours: weekly(20),
		Times: "iltapäivät ja illat, kolme päivää viikossa", Area: "kotikunta, enintään puolen tunnin pyörämatka", MustHave: "sama paikka, tauko kahden tunnin välein", MustAvoid: "kassa, metallityöt",
		Mode: casework.SearchTogether, Told: casework.DiscloseSome, Sentence: "Olen ollut pitkään poissa työstä ja aloitan lyhyillä päivillä. Kun joku näyttää kerran, opin nopeasti.",
		NotSaid: "mitään sairaudesta tai hoidosta", Changed: casework.ChangedByWork,
	}},
	{"Satu", 45, interchange.Plan{
		Goal: "Toimistotyötä, jossa englannista on hyötyä.", Jobs: "toimistoavustaja\nasiakaspalvelija", MaxHours: weekly(25), Area: "keskusta, bussilla",
		Mode: casework.SearchDirect, Told: casework.DiscloseNothing,
	}},
	{"Oona", 80, interchange.Plan{
		Goal: "Kahvilaan ihmisten pariin.", Jobs: "kahvilatyöntekijä", MinHours: weekly(20), MaxHours: weekly(25), Area: "bussireitin varrella", MustAvoid: "yövuorot",
		Mode: casework.SearchTogether, Told: casework.DiscloseSome, Sentence: "Valmentajani käy alussa katsomassa, miten työ lähtee sujumaan.",
	}},
}

// reviewedAfter is how many days after it was made a plan is looked at again.
const reviewedAfter = 91

func (s *service) addSearchPlans() {
	for _, a := range agreedPlans {
		p := a.plan
		p.Episode, p.On = s.personNamed(a.given).now().episode, s.ago(a.ago)
		p.ReviewOn = p.On.AddDays(reviewedAfter)
		s.doc.Plans = append(s.doc.Plans, p)
	}
	number(s.doc.Plans, "pl", func(p *interchange.Plan) *string { return &p.ID })
}
