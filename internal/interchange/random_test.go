package interchange

import (
	"fmt"
	"strings"

	"pgregory.net/rapid"

	"sijoita/casework"
)

// anyDocument draws a document without faults: ids are given by place, and
// references point at what is there.
func anyDocument(t *rapid.T) *Document {
	g := draw{t}
	d := &Document{}
	if g.yes() {
		d.County = County{ID: g.name(), Name: casework.Names{SV: g.name(), EN: g.text()}}
	}
	d.Programmes = many(g, func(i int) Programme {
		from, to := g.span()
		return Programme{ID: at("ips", i), Kind: g.kind("ips|latu"), Name: g.text(), StartsOn: from, EndsOn: to, Scale: g.text(), Terms: casework.Terms(g.word("|care|social")), Eligibility: g.eligibility()}
	})
	d.ProgrammeFunding = many(g, func(i int) ProgrammeFunding {
		from, to := g.span()
		if to.IsZero() {
			to = from
		}
		amount := g.cents()
		return ProgrammeFunding{ID: at("pf", i), Programme: "ips0", Funder: g.name(), Amount: &amount, From: from, To: to, Withdrawn: g.yes()}
	})
	d.SubsidyTerms = many(g, func(i int) SubsidyTerms {
		from, to := g.span()
		return SubsidyTerms{ID: at("st", i), Area: "10", Municipality: g.word("|205|305"), Kind: casework.SubsidyKind(g.word(subsidyKinds)), From: from, To: to,
			NotGranted: g.yes(), Percent: orNone(g, g.number), Amount: orNone(g, g.cents), Months: orNone(g, g.count), Pensioners: orNone(g, g.yes),
			Ask: g.text(), Text: g.text(), Source: g.text(), Withdrawn: g.yes()}
	})
	d.Teams = many(g, func(i int) Team { return Team{ID: at("t", i), Programme: "ips0", Name: g.text()} })
	d.CareTeams = many(g, func(i int) CareTeam {
		return CareTeam{ID: at("k", i), Name: g.text(), Kind: casework.CareTeamKind(g.word("psychiatry|other")), Municipality: g.word("|205|049")}
	})
	d.Staff = many(g, func(i int) Staff { return Staff{ID: at("c", i), Name: g.text(), Roles: g.roles(), Title: g.text()} })
	d.CareTeamAssignments = many(g, func(int) CareTeamAssignment {
		from, to := g.span()
		return CareTeamAssignment{CareTeam: "k0", Coach: "c0", From: from, To: to}
	})
	d.Clients = many(g, g.client)
	d.Episodes = many(g, g.episode)
	d.Meetings = many(g, func(i int) Meeting {
		return Meeting{ID: at("m", i), Episode: "e0", On: g.day(), Minutes: orNone(g, g.count), Staff: g.staff(), Place: casework.Place(g.word("office|remote")),
			Channel: casework.MeetingChannel(g.word("face_to_face|message")), Kind: casework.MeetingKind(g.word("profile|outreach")),
			At: casework.TimeOfDay(g.word("|09:05|23:59")), Text: g.text(), Withdrawn: g.yes(), Present: Present{Client: g.yes(), Employer: g.yes(), Partner: g.yes()},
			Topics: SupportNeeds{Money: g.yes()}, Going: casework.Going(g.word("|worry")), CareTeamTold: g.yes()}
	})
	d.Employers = many(g, g.employer)
	d.EmployerContacts = many(g, func(i int) EmployerContact {
		return EmployerContact{ID: at("x", i), Employer: "o0", On: g.day(), Staff: g.staff(), Channel: casework.ContactChannel(g.word("phone|event")),
			Kind: casework.ContactKind(g.word("|agreed")), Episode: g.word("|e0"), DecisionMaker: orNone(g, g.yes), MatchesPlan: orNone(g, g.yes),
			Reached: casework.Reached(g.word("|nobody")), Next: casework.Next(g.word("|lead")), ReturnOn: g.dayOrNone(), Learned: g.text(), Knowingly: g.yes(), Withdrawn: g.yes(),
			Person: g.text(), Purpose: casework.Purpose(g.word("|thank")), Objections: Objections{Absences: g.yes(), Other: g.yes()}, ClientAlong: g.yes()}
	})
	d.Placements = many(g, g.placement)
	d.Counselling = many(g, func(i int) Counselling {
		return Counselling{ID: at("b", i), Episode: "e0", On: g.day(), By: g.word("|c0"), Adviser: casework.AdviserTraining(g.word("|none")),
			GivenBy: casework.Office(g.word("|coach|debt_advice")), Placement: g.word("|j0"), Topics: Topics{EarningsLimit: g.yes(), Reporting: g.yes()},
			Asked: Asked{Kela: g.yes()}, Decision: g.text(), Text: g.text(), Written: g.yes(), Limit: orNone(g, g.cents),
			LimitSource: casework.LimitSource(g.word("|portal")), Estimate: g.word("|es0"), Withdrawn: g.yes()}
	})
	d.Worktime = many(g, func(i int) Worktime {
		return Worktime{Staff: "c0", Week: casework.Week(202401 + i), Hours: g.number(), EmploymentServicesHours: g.number(), CommunityHours: g.number()}
	})
	d.CareTeamMeetings = many(g, func(int) CareTeamMeeting {
		there := g.staff()
		m := CareTeamMeeting{CareTeam: "k0", On: g.day(), Attended: there, Discussed: orNone(g, g.count), Proposed: orNone(g, g.count), Text: g.text(), Withdrawn: g.yes()}
		if g.yes() {
			m.InPart = there
		}
		return m
	})
	d.Supervision = many(g, func(int) Supervision {
		return Supervision{Team: "t0", On: g.day(), Kind: casework.SupervisionKind(g.word("group|field_mentoring")), Staff: g.staff(), Text: g.text(), Practise: g.text(),
			Employer: g.word("|o0"), Withdrawn: g.yes()}
	})
	d.ServiceNotes = many(g, g.serviceNote)
	d.GroupActions = many(g, func(i int) GroupAction {
		a := GroupAction{ID: at("ga", i), ServiceNote: "sn0", What: g.text(), Municipality: g.word("|205"), Staff: g.word("|c0"), Who: g.text(), DueOn: g.dayOrNone(),
			State: casework.GroupActionState(g.word("open|done|dropped")), Outcome: g.text(), Withdrawn: g.yes()}
		if a.State != casework.GroupActionOpen {
			a.ClosedOn = g.day()
		}
		return a
	})
	d.Trainings = many(g, func(i int) Training {
		done, due := g.span()
		return Training{ID: at("tr", i), Staff: "c0", Kind: casework.TrainingKind(g.word("method|other")), Name: g.text(), DoneOn: done, DueOn: due, Withdrawn: g.yes()}
	})
	d.Reviews = many(g, g.review)
	d.Consents = many(g, func(i int) Consent {
		from, to := g.span()
		c := Consent{ID: at("s", i), Client: "p0", Kind: casework.ConsentKind(g.word("kela|family")), Given: g.yes(),
			Leave: casework.EmployerLeave(g.word("|named|direct")), Scope: g.text(), From: from, To: to, Counterparty: g.text(),
			Method: casework.ConsentMethod(g.word("|oral|written")), Withdrawn: g.yes()}
		if g.yes() {
			c.Employers, c.WithdrawnOn, c.WithdrawnHow = []string{"o0"}, from, casework.ConsentElectronic
		}
		return c
	})
	d.CoachAreas = many(g, func(int) CoachArea {
		from, to := g.span()
		return CoachArea{Coach: "c0", Municipality: g.word("205|049"), From: from, To: to}
	})
	d.Referrals = many(g, func(i int) Referral { return g.referral(i, d.Episodes) })

	d.PlannedMeetings = many(g, func(i int) PlannedMeeting {
		return PlannedMeeting{ID: at("a", i), Episode: "e0", On: g.day(), At: casework.TimeOfDay(g.word("|14:30")), Place: casework.Place(g.word("office|remote")),
			Channel: casework.MeetingChannel(g.word("phone|video")), Where: g.text(), Kind: casework.MeetingKind(g.word("profile|other")), Staff: g.staff(),
			CancelledOn: g.dayOrNone(), HeldAs: g.word("|m0"), Withdrawn: g.yes()}
	})
	d.Tasks = many(g, func(i int) Task {
		return Task{ID: at("w", i), Episode: "e0", Meeting: g.word("|m0"), Whose: casework.Whose(g.word("coach|client")), Text: g.text(),
			DueOn: g.dayOrNone(), DoneOn: g.dayOrNone(), Withdrawn: g.yes()}
	})
	d.Notes = many(g, func(i int) Note {
		return Note{ID: at("n", i), Episode: "e0", On: g.day(), Text: g.text(), Withdrawn: g.yes()}
	})
	d.Suitability = many(g, g.suitability)
	g.profile(d)
	d.Estimates = many(g, g.estimate)
	g.earnings(d)
	d.UnitClients = many(g, func(i int) UnitClient {
		from, to := g.span()
		return UnitClient{ID: at("uc", i), CareTeam: "k0", Mark: g.text(), From: from, To: to, Withdrawn: g.yes(), Answers: many(g, func(n int) InterestAnswer {
			on := casework.MustDay("2024-01-01").AddDays(n)
			return InterestAnswer{On: on, Interest: casework.Interest(g.word("wants_now|no")), Told: g.yes(), Meet: g.yes(), InPlan: g.yes(), NextOn: on.AddDays(9), Staff: g.word("|c0")}
		})}
	})
	d.NeedSurveys = many(g, func(i int) NeedSurvey {
		from := casework.MustDay("2023-10-02").AddDays(i)
		return NeedSurvey{ID: at("ns", i), Team: "t0", Name: g.text(), From: from, To: from.AddDays(9), Withdrawn: g.yes(), Units: many(g, func(n int) NeedUnit {
			u := NeedUnit{Name: at("unit", n), CareTeam: g.word("|k0")}
			if g.yes() {
				clients, named := 9, n
				u.AnsweredOn, u.By, u.Clients, u.Named, u.Text = from, g.text(), &clients, &named, g.text()
			}
			return u
		})}
	})
	d.CareMessages = many(g, func(i int) CareMessage {
		on, done := g.span()
		return CareMessage{ID: at("cm", i), CareTeam: "k0", Episode: g.word("|e0"), Toward: casework.Toward(g.word("coaches|care_team")), On: on, Text: "x" + g.text(), DoneOn: done,
			DoneBy: g.word("|c0"), Withdrawn: g.yes()}
	})
	d.Plans = many(g, func(i int) Plan {
		on, review := g.span()
		return Plan{ID: at("pl", i), Episode: "e0", On: on, Goal: g.text(), Jobs: g.text(), MinHours: orNone(g, g.count), MaxHours: orNone(g, g.count), Times: g.text(),
			Area: g.text(), MustHave: g.text(), MustAvoid: g.text(), Mode: casework.SearchMode(g.word("direct|self")), Told: casework.Disclosure(g.word("undecided|some")),
			Sentence: g.text(), NotSaid: g.text(), ReviewOn: review, Changed: casework.PlanChange(g.word("|mind")), Withdrawn: g.yes()}
	})
	g.leads(d)
	cadence := func() casework.Cadence { return casework.Cadence(g.word("twice_weekly|monthly|as_needed")) }
	d.SupportPlans = many(g, func(i int) SupportPlan {
		on, review := g.span()
		return SupportPlan{ID: at("sp", i), Episode: "e0", Placement: "j0", On: on, FirstDay: g.text(), Places: SupportPlaces{AtWork: g.yes(), Outside: g.yes(), Phone: g.yes()},
			FirstWeek: cadence(), FirstMonth: cadence(), ThreeMonths: cadence(), Later: cadence(), Needs: SupportNeeds{Coping: g.yes(), Money: g.yes(), Medication: g.yes()},
			CoachDoes: g.text(), ClientDoes: g.text(), EmployerDoes: g.text(), CareTeamDoes: g.text(), OthersDo: g.text(), Adaptations: Adaptations{Hours: g.yes(), Aid: g.yes()},
			Adapted: g.text(), EarlySigns: g.text(), Helps: g.text(), Call: g.text(), EmployerTold: g.text(), Limits: g.text(), ReviewOn: review, Agreed: g.yes(),
			Changed: casework.SupportChange(g.word("|thins|terms")), Withdrawn: g.yes()}
	})
	d.ClosingTalks = many(g, func(i int) ClosingTalk {
		on, look := g.span()
		return ClosingTalk{ID: at("ct", i), Episode: "e0", On: on, Cause: casework.TalkCause(g.word("steady|wish")), Present: Present{Client: g.yes(), Guardian: g.yes()}, Text: g.text(),
			Outcome: casework.TalkOutcome(g.word("thins|closes")), HandedTo: g.text(), LookOn: look, Benefit: casework.Benefit(g.word("|much")), Fares: casework.Fares(g.word("|worse")),
			Recommend: orNone(g, func() int { return rapid.IntRange(0, mostPoints).Draw(g.t, "points") }), Words: g.text(), Withdrawn: g.yes()}
	})
	d.Setbacks = many(g, func(i int) Setback {
		return Setback{ID: at("co", i), Episode: "e0", On: g.day(), Text: g.text(), Withdrawn: g.yes()}
	})
	if len(d.Network) > 0 {
		d.PartnerTalks = many(g, func(i int) PartnerTalk {
			on, next := g.span()
			return PartnerTalk{ID: at("pm", i), Episode: "e0", With: d.Network[0].ID, On: on, At: casework.TimeOfDay(g.word("|09:30")), Minutes: orNone(g, g.count),
				Place: casework.Place(g.word("office|remote")), Channel: casework.MeetingChannel(g.word("phone|video")), Staff: g.word("|c0"), WithClient: g.yes(),
				Present: g.text(), Matter: g.text(), Agreed: g.text(), NextOn: next, Withdrawn: g.yes()}
		})
	}
	d.RecordTexts = many(g, func(i int) RecordText {
		from, to := g.span()
		on, carried := g.span()
		if to.IsZero() {
			to = from
		}
		return RecordText{ID: at("rt", i), Episode: "e0", On: on, From: from, To: to, Register: casework.Register(g.word("patient|social")), Text: g.text(),
			CarriedOn: carried, CarriedAt: casework.TimeOfDay(g.word("|14:05")), CarriedBy: g.word("|c0"), Withdrawn: g.yes()}
	})
	d.PlanActions = many(g, func(i int) PlanAction {
		return PlanAction{ID: at("pa", i), Team: "t0", Review: g.word("|r0"), Year: ptrTo(g.count()), Item: orNone(g, g.item), Goal: g.text(), Action: g.text(),
			Owner: casework.ActionOwner(g.word("team|clinic")), Staff: g.word("|c0"), Responsible: g.text(), Measure: g.text(), DueOn: g.dayOrNone(),
			State: casework.ActionState(g.word("planned|done")), Outcome: g.text(), Withdrawn: g.yes()}
	})
	return d
}

// leads draws leads with what came of them, and talks on what employers are told.
func (g draw) leads(d *Document) {
	d.Leads = many(g, func(i int) Lead {
		on, by := g.span()
		l := Lead{ID: at("le", i), Episode: g.word("|e0"), Employer: "o0", On: on, Source: casework.LeadSource(g.word("vacancy|hidden")), Title: g.name(),
			Occupation: g.word("|5223"), Tasks: g.text(), Hours: orNone(g, g.number), Times: g.text(), Pay: g.text(), Contract: casework.LeadContract(g.word("|casual")),
			Place: g.text(), StartsOn: g.dayOrNone(), ApplyBy: by, Link: g.text(), Fit: g.text(), Mode: casework.SearchMode(g.word("|direct|self")), Next: g.text(),
			NextOn: g.dayOrNone(), NextBy: casework.Whose(g.word("|client")), Withdrawn: g.yes()}
		if g.yes() {
			l.EndedOn, l.EndedWhy = on, casework.LeadLapsed
		}
		l.Wins = many(g, func(int) SmallWin { return SmallWin{Win: casework.Win(g.word("called|told")), On: g.day()} })
		return l
	})
	d.DisclosureTalks = many(g, func(i int) DisclosureTalk {
		return DisclosureTalk{ID: at("dt", i), Episode: "e0", On: g.day(), Occasion: casework.TalkOccasion(g.word("search|no_job")),
			Weighed: Weighed{Benefits: g.yes(), Drawbacks: g.yes(), Words: g.yes()}, Thoughts: g.text(), Told: casework.Disclosure(g.word("undecided|some")), Sentence: g.text(),
			NotSaid: g.text(), By: casework.Teller(g.word("|coach")), Whom: g.text(), When: g.text(), Agreed: g.yes(), Withdrawn: g.yes()}
	})
	if len(d.Leads) == 0 {
		return
	}
	d.Applications = many(g, func(i int) Application {
		on, later := g.span()
		return Application{ID: at("ap", i), Episode: "e0", Lead: "le0", On: on, By: casework.AppliedBy(g.word("client|together")), Prepared: g.yes(), InterviewOn: later,
			InterviewAt: casework.TimeOfDay(g.word("|14:30")), WithCoach: g.yes(), Result: casework.ApplicationResult(g.word("|offer")), ResultOn: later,
			Feedback: g.text(), Learned: g.text(), Feeling: orNone(g, func() int { return rapid.IntRange(1, bestFeeling).Draw(g.t, "feeling") }),
			Told: casework.Disclosure(g.word("|some")), Sentence: g.text(), Withdrawn: g.yes()}
	})
}

// profile draws what is known of clients in their profiles.
func (g draw) profile(d *Document) {
	source := func() casework.AnswerSource { return casework.AnswerSource(g.word("client|record")) }
	d.ProfileAnswers = many(g, func(i int) ProfileAnswer {
		a := ProfileAnswer{ID: at("pa", i), Episode: "e0", Question: g.word("dream|limits|hours|times|cv"), On: g.day(), Source: source(),
			State: casework.AnswerState(g.word("told|unknown|not_now")), Answer: g.text(), Withdrawn: g.yes()}
		if answers := map[string]string{"hours": "|0|37.5", "times": "|morning|day weekend", "cv": "|ready"}; answers[a.Question] != "" && a.State == casework.Told {
			a.Answer = g.word(answers[a.Question])
		}
		return a
	})
	d.JobHistory = many(g, func(i int) Job {
		return Job{ID: at("j", i), Episode: "e0", On: g.day(), Source: source(), Title: g.text(), Employer: g.text(), FromYear: orNone(g, g.count),
			ToYear: orNone(g, g.count), HoursPerWeek: orNone(g, g.number), Liked: g.text(), Disliked: g.text(), WhyEnded: g.text(), Helped: g.text(), Withdrawn: g.yes(),
			Duties: g.text(), Pay: g.text(), Found: casework.Found(g.word("|ad"))}
	})
	d.Wishes = many(g, func(i int) Wish {
		from, to := g.span()
		return Wish{ID: at("y", i), Episode: "e0", On: from, Source: source(), Wanted: g.yes(), Words: g.text(), Industry: g.word("|G|47"), DroppedOn: to, Withdrawn: g.yes(), Occupation: g.word("|5223")}
	})
	d.Network = many(g, func(i int) Supporter {
		return Supporter{ID: at("z", i), Episode: "e0", On: g.day(), Source: source(), Party: casework.Party(g.word("close|kela")), Name: g.text(), Helps: g.text(),
			MayContact: g.yes(), Matters: g.text(), Withdrawn: g.yes()}
	})
	d.ProfileSummaries = many(g, func(i int) ProfileSummary {
		return ProfileSummary{ID: at("ps", i), Episode: "e0", On: g.day(), Text: g.text(), AgreedOn: g.dayOrNone(), Withdrawn: g.yes()}
	})
}

// estimate draws an estimate with as many offers as it compares.
func (g draw) estimate(i int) Estimate {
	e := Estimate{ID: at("es", i), Episode: "e0", On: g.day(), Edition: "2026-11-22-3f3539909", Municipality: g.word("205|777"),
		Facts: g.word("home_kind=rent; home_cost=560.00|benefit_kinds=general_support housing_allowance; adults=1"), Limit: orNone(g, g.cents), Withdrawn: g.yes()}
	e.Offers = many(g, func(int) Offer {
		pay := g.cents()
		return Offer{Name: g.text(), HourlyPay: &pay, HoursPerWeek: g.number(), StartsOn: g.dayOrNone(), CommuteCost: orNone(g, g.cents)}
	})
	e.Lines = many(g, func(int) EstimateLine {
		of, amount := min(len(e.Offers), 1), g.cents()
		if g.yes() {
			amount = -amount
		}
		return EstimateLine{Offer: &of, Settled: g.yes(), Line: g.word("wage|income_tax"), Amount: amount}
	})
	return e
}

// earnings draws what is asked when a job starts, and what is earned.
func (g draw) earnings(d *Document) {
	d.StartAnswers = many(g, func(i int) StartAnswer {
		return StartAnswer{ID: at("g", i), Episode: "e0", Placement: "j0", On: g.day(), Question: casework.StartQuestion(g.word("care_team|support")),
			Reply: casework.StartReply(g.word("done|open")), Text: g.text(), Withdrawn: g.yes()}
	})
	d.Earnings = many(g, func(i int) Earnings {
		pay := g.cents()
		return Earnings{ID: at("h", i), Episode: "e0", Month: g.day().Month(), Pay: &pay, OneOff: orNone(g, g.cents), What: casework.OneOff(g.word("|arrears")),
			Source: casework.EarningsSource(g.word("|payslip")), Withdrawn: g.yes()}
	})
	d.Dormancies = many(g, func(i int) Dormancy {
		from, to := g.span()
		return Dormancy{ID: at("q", i), Episode: "e0", Payer: casework.Office(g.word("kela|pension_company")), From: from, To: to, Text: g.text(), Withdrawn: g.yes()}
	})
}

// referral draws the referral of an episode, or one that is only asked for
// where there is no such episode.
func (g draw) referral(i int, episodes []Episode) Referral {
	asked, dropped := g.span()
	r := Referral{ID: at("f", i), Client: "p0", Programme: "ips0", Team: "t0", Pathway: casework.Pathway(g.word("self|three_party")), AskedOn: asked,
		CareTeam: g.word("|k0"), Referrer: g.word("|c0"), Wish: g.text(), Employed: casework.EmployedAtReferral(g.word("|at_risk")),
		Rehabilitation: casework.Rehabilitation(g.word("|kela")), JobSeeker: orNone(g, g.yes), CareContact: orNone(g, g.yes), Interpreter: g.yes(), Notes: g.text(), Agreed: g.yes(),
		MetOn: g.dayOrNone(), Likeness: casework.Likeness(g.word("|same|other")), ReceivedBy: g.word("|c0"), ExpectedOn: g.dayOrNone(),
		DroppedOn: dropped, DropReason: casework.ReturnReason(g.word("|declined")), Withdrawn: g.yes(),
		OwnNurse: g.word("|c0"), OwnNurseName: g.text(), CoachWish: g.text(), PresentedOn: g.dayOrNone()}
	r.Motives = Motives{Money: g.yes(), Social: g.yes(), Recovery: g.yes(), Everyday: g.yes(), Other: g.yes()}
	if i < len(episodes) {
		r.Episode, r.AskedOn, r.ReceivedOn = episodes[i].ID, casework.Day{}, g.dayOrNone()
	}
	return r
}

// many draws one to three records, so that there is always one to refer to.
func many[T any](g draw, each func(i int) T) []T {
	out := make([]T, rapid.IntRange(1, 3).Draw(g.t, "how many"))
	for i := range out {
		out[i] = each(i)
	}
	return out
}

func at(prefix string, i int) string { return fmt.Sprint(prefix, i) }

// orNone draws something or nothing.
func orNone[T any](g draw, some func() T) *T {
	if g.yes() {
		return nil
	}
	x := some()
	return &x
}

type draw struct{ t *rapid.T }

func (g draw) yes() bool       { return rapid.Bool().Draw(g.t, "yes") }
func (g draw) count() int      { return rapid.IntRange(0, maxWhole).Draw(g.t, "count") }
func (g draw) number() float64 { return rapid.Float64Range(0, 1e300).Draw(g.t, "number") }
func (g draw) share() float64  { return rapid.Float64Range(0, 1).Draw(g.t, "share") }
func (g draw) day() casework.Day {
	return casework.MustDay("0001-01-01").AddDays(rapid.IntRange(0, 3652058).Draw(g.t, "day"))
}

func (g draw) cents() casework.Cents {
	return casework.Cents(rapid.Int64Range(0, 999999999999999).Draw(g.t, "cents"))
}

func (g draw) dayOrNone() casework.Day {
	if g.yes() {
		return casework.Day{}
	}
	return g.day()
}

// span draws a first day, and a last one or none.
func (g draw) span() (from, to casework.Day) {
	from, to = g.day(), g.dayOrNone()
	if !to.IsZero() && to.Before(from) {
		return to, from
	}
	return from, to
}

// text draws any text that can be stored; it may be empty.
func (g draw) text() string {
	return strings.ReplaceAll(rapid.String().Draw(g.t, "text"), "\x00", "")
}

func (g draw) name() string { return "n" + g.text() }

func (g draw) word(words string) string {
	return rapid.SampledFrom(strings.Split(words, "|")).Draw(g.t, "word")
}

func (g draw) kind(words string) casework.ProgrammeKind { return casework.ProgrammeKind(g.word(words)) }

func (g draw) staff() []string {
	if g.yes() {
		return nil
	}
	return []string{"c0"}
}

func (g draw) roles() []Role {
	if g.yes() {
		return nil
	}
	return many(g, func(int) Role {
		from, to := g.span()
		return Role{Role: casework.Role(g.word("coach|dpo")), Team: g.word("|t0"), CareTeam: g.word("|k0"), FTE: orNone(g, g.share), From: from, To: to}
	})
}

func (g draw) client(i int) Client {
	c := Client{ID: at("p", i), GivenName: g.text(), FamilyName: g.text(), BirthDate: g.day(), Municipality: g.word("|205"), Language: g.word("|fi|so")}
	if g.yes() {
		c.Incomes = many(g, func(int) Income {
			from, to := g.span()
			return Income{Kind: g.word("wage|student_aid"), From: from, To: to}
		})
		c.NonDisclosure = g.yes()
		c.Bans = many(g, func(int) Ban {
			from, to := g.span()
			return Ban{Staff: "c0", From: from, To: to}
		})
		c.Phone, c.Email, c.Manner = g.text(), g.text(), g.text()
	}
	if i > 0 {
		c.MergedInto = g.word("|p0")
	}
	return c
}

// episode draws an episode of a client of its own year, so that none overlap.
func (g draw) episode(i int) Episode {
	referred := casework.Date(2000+i, 1, 1+rapid.IntRange(0, 30).Draw(g.t, "referred"))
	e := Episode{ID: at("e", i), Client: "p0", Programme: "ips0", Team: "t0", Pathway: casework.Pathway(g.word("self|carer")), ReferredOn: referred,
		ReferringUnit: g.word("|k0"), CareTeams: g.holders("k0"), Coaches: g.holders("c0"), EmployedAtStart: orNone(g, g.yes), EndReason: g.text(), Withdrawn: g.yes(), AgreementOn: g.dayOrNone()}
	if g.yes() {
		e.CancelledOn, e.CancelReason = referred.AddDays(40), casework.ReturnReason(g.word("|moved"))
		return e
	}
	e.StartedOn, e.EndedOn = referred.AddDays(10), referred.AddDays(100)
	e.Closing = Closing{Initiative: casework.Initiative(g.word("|client|not_reached")), Summary: g.text(), Situation: casework.Situation(g.word("|paid_work")),
		HandedTo: g.text(), CareTeamTold: g.yes(), WayBackTold: g.yes()}
	if g.yes() {
		e.Pauses = many(g, func(int) Pause {
			return Pause{From: referred.AddDays(20), To: referred.AddDays(30), Reason: g.text(), CheckOn: referred.AddDays(rapid.IntRange(20, 90).Draw(g.t, "check")),
				Contact: casework.PauseContact(g.word("|coach|client"))}
		})
	}
	return e
}

func (g draw) holders(id string) []Dated {
	switch g.word("nobody|alone|handed over") {
	case "nobody":
		return nil
	case "alone":
		return []Dated{{ID: id}}
	}
	return many(g, func(int) Dated {
		from, to := g.span()
		return Dated{ID: id, From: from, To: to}
	})
}

func (g draw) employer(i int) Employer {
	e := Employer{ID: at("o", i), Name: g.text(), BusinessID: g.text(), Industry: g.text(), Municipality: g.word("|205"), Sector: casework.Sector(g.word("|household")),
		Address: g.text(), Website: g.text(), Needs: g.text(), Hiring: g.text(), Owner: g.word("|c0"), Apart: g.yes(), Withdrawn: g.yes()}
	if g.yes() {
		e.Persons = many(g, func(int) ContactPerson {
			return ContactPerson{Name: g.text(), Role: g.text(), Phone: g.text(), Email: g.text(), Decides: g.yes()}
		})
	}
	if g.yes() {
		e.DoNotContact = &DoNotContact{On: g.day(), Reason: g.name()}
	}
	if e.Withdrawn && i > 0 {
		e.SameAs = g.word("|o0")
	}
	return e
}

func (g draw) placement(i int) Placement {
	from, to := g.span()
	p := Placement{ID: at("j", i), Episode: "e0", Kind: casework.PlacementKind(g.word("employment|study")), Employer: g.word("|o0"), Occupation: g.word("|9112"),
		StartsOn: from, EndsOn: to, EndReason: g.text(), HoursPerWeek: orNone(g, g.number), MonthlyPay: orNone(g, g.cents),
		OpenMarket: orNone(g, g.yes), Permanent: orNone(g, g.yes), EndLearned: g.text(), DaysPerWeek: orNone(g, g.number),
		Changes: many(g, g.placementChange), Further: many(g, g.subsidy), School: g.text(), Subject: g.text(),
		Funding: casework.Funding(g.word("|student_aid|other")), Withdrawn: g.yes(), Level: casework.StudyLevel(g.word("|higher")),
		Found: casework.Found(g.word("|network")), Matches: casework.WishMatch(g.word("|not")),
		Trial: Trial{Goal: g.text(), OwnWish: orNone(g, g.yes), CheckOn: g.dayOrNone(), Feedback: g.text(), Tasks: g.text(), AgreedOn: g.dayOrNone(),
			InPlan: orNone(g, g.yes), Expenses: orNone(g, g.yes), CheckedOn: g.dayOrNone(), Midway: g.text()},
		Ending:     Ending{Planned: orNone(g, g.yes), Benefits: g.yes(), Next: casework.Follow(g.word("|closing")), Client: g.text(), Employer: g.text()},
		MatchesWhy: g.text(), Form: casework.JobForm(g.word("|casual")), ProbationTo: g.dayOrNone(), FourHoursOn: g.dayOrNone(), Agreement: g.text(), Business: g.text()}
	if g.yes() {
		first := g.subsidy(0)
		p.Subsidy = &first
	}
	return p
}

func (g draw) placementChange(int) PlacementChange {
	return PlacementChange{From: g.day(), HoursPerWeek: orNone(g, g.number), MonthlyPay: orNone(g, g.cents)}
}

func (g draw) subsidy(int) Subsidy {
	from, to := g.span()
	return Subsidy{Kind: casework.SubsidyKind(g.word("|other")), Percent: orNone(g, g.number), Amount: orNone(g, g.cents), From: from, To: to, Decision: g.text(), DecidedOn: g.dayOrNone()}
}

func (g draw) review(i int) Review {
	from, to := g.day(), g.day()
	if to.Before(from) {
		from, to = to, from
	}
	r := Review{ID: at("r", i), Team: "t0", From: from, To: to, Kind: g.word("peer|self"), Scale: g.text(), Edition: orNone(g, g.count),
		State: casework.ReviewState(g.word("|planned|comments|action_plan")), Summary: g.text(), Strengths: g.text(), Recommendations: g.text(), Note: g.text()}
	if i > 0 {
		r.Corrects = g.word("|r0")
	}
	if g.yes() {
		g.reviewWork(&r)
	}
	if g.yes() {
		r.Total = orNone(g, g.count)
		return r
	}
	r.Scores = rapid.MapOfN(rapid.IntRange(1, items), rapid.IntRange(1, maxScore), 1, items).Draw(g.t, "scores")
	sum := 0
	for _, score := range r.Scores {
		sum += score
	}
	r.Total = &sum
	return r
}

// reviewWork draws what hangs on a review.
func (g draw) reviewWork(r *Review) {
	from, to := g.span()
	rating := func() casework.Rating { return casework.Rating(g.word("|5|1|not_rated")) }
	r.Steps = []ReviewStep{{Step: casework.StepVisit, On: g.day()}, {Step: casework.StepSent, On: g.day()}}
	r.Sources = many(g, func(int) ReviewSource { return ReviewSource{Source: casework.SourceDocuments, N: orNone(g, g.count)} })
	r.Reviewers = []Reviewer{{Staff: "c0", Organisation: g.text(), From: from, To: to, HandedInOn: g.dayOrNone(), SignedOn: g.dayOrNone()}}
	r.Items = []ReviewItem{{Item: ptrTo(g.item()), Rating: rating(), Reason: g.text(), Recommendation: g.text(), Comment: g.text(), Further: g.text(),
		DraftRating: rating(), ChangeReason: g.text(), LiveScore: orNone(g, g.item), LiveValue: orNone(g, g.number), LiveN: orNone(g, g.count)}}
	r.Ratings = []ReviewRating{{Staff: "c0", Item: ptrTo(g.item()), Rating: rating(), Reason: g.text()}}
	r.Interviews = many(g, func(int) Interview { return Interview{On: g.day(), Role: casework.InterviewClient, Text: g.text()} })
}

func (g draw) serviceNote(i int) ServiceNote {
	on, next := g.span()
	n := ServiceNote{ID: at("sn", i), Team: "t0", On: on, Kind: casework.ServiceNoteKind(g.word("partner_contact|joint_group|peer_group")), Staff: g.staff(),
		With: g.text(), Executive: g.yes(), Present: orNone(g, g.count), Text: g.text(), Withdrawn: g.yes(), Way: casework.GroupWay(g.word("|on_spot|remote")),
		Place: g.text(), Theme: g.text(), Cost: orNone(g, g.cents), Feedback: g.text(), Agenda: g.text(), Observations: g.text(), Decisions: g.text(),
		Wishes: g.text(), NextOn: next}
	if g.yes() {
		n.Led = n.Staff
	}
	if n.Kind == casework.PeerGroup {
		n.Phases = []PhaseCount{{"profile", ptrTo(g.count())}, {"support", ptrTo(g.count())}}
	} else {
		n.Attendees = many(g, func(int) Attendee {
			return Attendee{Organisation: g.text(), Municipality: g.word("|205|049"), Role: g.text(), Count: ptrTo(g.count())}
		})
	}
	return n
}

func (g draw) item() int { return rapid.IntRange(1, items).Draw(g.t, "item") }

func (g draw) eligibility() Eligibility {
	e := Eligibility{NoKelaRehabilitation: g.yes(), CareContact: g.yes(), Why: g.text()}
	if g.yes() {
		e.AgeFrom, e.AgeTo = ptrTo(18), ptrTo(29)
	}
	if g.yes() {
		e.From, e.To = g.span()
	}
	return e
}

func ptrTo[T any](v T) *T { return &v }

func (g draw) suitability(i int) Suitability {
	on, until := g.span()
	s := Suitability{ID: at("f", i), Episode: "e0", On: on, ThinkUntil: until, ModelTold: g.yes(), VoluntaryTold: g.yes(), FreeTold: g.yes(), Wish: g.text(),
		Goal: casework.Goal(g.word("|study|keep_job")), Decision: casework.Decision(g.word("start|no")),
		Reason: casework.DeclineReason(g.word("|together")), Service: g.text(), Withdrawn: g.yes(), Place: casework.Place(g.word("|cafe|remote"))}
	s.Keenness = orNone(g, func() int { return rapid.IntRange(0, mostKeen).Draw(g.t, "keenness") })
	s.Present = Present{Client: g.yes(), Coach: g.yes(), CareWorker: g.yes(), TeamLeader: g.yes(), Relative: g.yes(), Guardian: g.yes()}
	s.Concerns = Concerns{Money: g.yes(), Strength: g.yes(), Stigma: g.yes(), Skills: g.yes(), Other: g.yes()}
	return s
}
