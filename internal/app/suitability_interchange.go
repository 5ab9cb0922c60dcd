package app

import (
	"slices"

	"sijoita/casework"
	"sijoita/internal/interchange"
)

// presentOf and presentSaid turn who was at a first meeting into our list and
// back; concernsOf and concernsSaid do so with what made the client hesitate,
// motivesOf and motivesSaid with why they want to work, objectionsOf and
// objectionsSaid with why an employer hesitated.
func presentOf(p interchange.Present) []casework.Attendant {
	return ticked(casework.Attendants, map[casework.Attendant]bool{
		casework.ClientPresent: p.Client, casework.CoachPresent: p.Coach, casework.CareWorkerPresent: p.CareWorker,
		casework.TeamLeaderPresent: p.TeamLeader, casework.RelativePresent: p.Relative, casework.GuardianPresent: p.Guardian,
		casework.EmployerPresent: p.Employer, casework.PartnerPresent: p.Partner,
	})
}

func presentSaid(list []casework.Attendant) interchange.Present {
	has := func(a casework.Attendant) bool { return slices.Contains(list, a) }
	return interchange.Present{
		Client: has(casework.ClientPresent), Coach: has(casework.CoachPresent), CareWorker: has(casework.CareWorkerPresent),
		TeamLeader: has(casework.TeamLeaderPresent), Relative: has(casework.RelativePresent), Guardian: has(casework.GuardianPresent),
		Employer: has(casework.EmployerPresent), Partner: has(casework.PartnerPresent),
	}
}

func concernsOf(c interchange.Concerns) []casework.Concern {
	return ticked(casework.Concerns, map[casework.Concern]bool{
		casework.ConcernMoney: c.Money, casework.ConcernStrength: c.Strength, casework.ConcernStigma: c.Stigma,
		casework.ConcernSkills: c.Skills, casework.ConcernOther: c.Other,
	})
}

func concernsSaid(list []casework.Concern) interchange.Concerns {
	has := func(c casework.Concern) bool { return slices.Contains(list, c) }
	return interchange.Concerns{
		Money: has(casework.ConcernMoney), Strength: has(casework.ConcernStrength), Stigma: has(casework.ConcernStigma),
		Skills: has(casework.ConcernSkills), Other: has(casework.ConcernOther),
	}
}

func objectionsOf(o interchange.Objections) []casework.Objection {
	return ticked(casework.Objections, map[casework.Objection]bool{
		casework.ObjectionAbsences: o.Absences, casework.ObjectionStigma: o.Stigma, casework.ObjectionNoNeed: o.NoNeed, casework.ObjectionNoTime: o.NoTime,
		casework.ObjectionMoney: o.Money, casework.ObjectionHigherUp: o.HigherUp, casework.ObjectionOther: o.Other,
	})
}

func objectionsSaid(list []casework.Objection) interchange.Objections {
	has := func(o casework.Objection) bool { return slices.Contains(list, o) }
	return interchange.Objections{
		Absences: has(casework.ObjectionAbsences), Stigma: has(casework.ObjectionStigma), NoNeed: has(casework.ObjectionNoNeed), NoTime: has(casework.ObjectionNoTime),
		Money: has(casework.ObjectionMoney), HigherUp: has(casework.ObjectionHigherUp), Other: has(casework.ObjectionOther),
	}
}

func motivesOf(m interchange.Motives) []casework.Motive {
	return ticked(casework.Motives, map[casework.Motive]bool{
		casework.MotiveMoney: m.Money, casework.MotiveSocial: m.Social, casework.MotiveRecovery: m.Recovery,
		casework.MotiveEveryday: m.Everyday, casework.MotiveOther: m.Other,
	})
}

func motivesSaid(list []casework.Motive) interchange.Motives {
	has := func(m casework.Motive) bool { return slices.Contains(list, m) }
	return interchange.Motives{
		Money: has(casework.MotiveMoney), Social: has(casework.MotiveSocial), Recovery: has(casework.MotiveRecovery),
		Everyday: has(casework.MotiveEveryday), Other: has(casework.MotiveOther),
	}
}

// ticked are the words that hold, in the order of their list.
func ticked[T comparable](words []T, holds map[T]bool) []T {
	var list []T
	for _, w := range words {
		if holds[w] {
			list = append(list, w)
		}
	}
	return list
}
