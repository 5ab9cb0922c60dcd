package demo

import (
	"slices"
	"strings"

	"sijoita/casework"
	"sijoita/internal/interchange"
)

// What clients have said of work when they were referred, in their own words.
var workWishes = []string{
	"Haluan takaisin töihin, mutta en enää metallialalle.",
	"Keittiötöitä tai siivousta, mieluiten aamuisin.",
	"Jotakin käsillä tehtävää. Kahdeksan tuntia päivässä on liikaa.",
	"Kauppa kiinnostaa, mutta kassalle en uskalla.",
	"Haluan nähdä ihmisiä ja saada rahat riittämään.",
	"Puutarha- tai kiinteistötöitä, ulkona.",
	"Toimistotyötä, jossa saa tehdä rauhassa.",
	"",
	"En tiedä vielä, mutta kotona oleminen ei enää riitä.",
	"Työ vanhusten parissa, sitä olen tehnyt ennenkin.",
}

var supportNotes = []string{"", "", "", "Aamut ovat hankalia, puheluun vastaa parhaiten iltapäivällä.", "", "Toivoo, että ensimmäisellä kerralla hoitaja on mukana.", ""}

// Why clients wanted to work when they were referred.
var motives = []interchange.Motives{
	{Money: true, Everyday: true}, {Social: true}, {}, {Recovery: true, Social: true}, {Money: true}, {Everyday: true}, {}, {Money: true, Other: true},
}

// unread is how many of the newest referrals the team leader has not looked at.
const unread = 2

// addReferrals writes what the referrals of those who wait said, and of those
// who have started in the last half year; the older ones came before Sijoita.
// One who has ended has come back to a coach, and the care team is asked to
// write the referral.
func (s *service) addReferrals() {
	const halfYear = 182
	r := deal(dealReferrals)
	nurses := map[string]string{}
	leader := ""
	for _, person := range s.doc.Staff {
		for _, role := range person.Roles {
			switch role.Role {
			case casework.RoleCareWorker:
				nurses[role.CareTeam] = person.ID
			case casework.RoleTeamLeader:
				leader = person.ID
			}
		}
	}
	var waiting []int
	for _, e := range s.doc.Episodes {
		queued := e.StartedOn.IsZero() && e.CancelledOn.IsZero()
		if !queued && (e.StartedOn.IsZero() || s.today.DaysSince(e.StartedOn) > halfYear) {
			continue
		}
		f := interchange.Referral{
			Client: e.Client, Programme: programme, Team: team, Episode: e.ID, Pathway: e.Pathway, CareTeam: e.ReferringUnit,
			Referrer: nurses[e.ReferringUnit], Wish: pick(r, workWishes), Employed: casework.ReferredJobless,
			Rehabilitation: casework.NoRehabilitation, JobSeeker: ptr(chance(r, 80)), Notes: pick(r, supportNotes), Agreed: true,
			ReceivedOn: workdayFrom(e.ReferredOn.AddDays(between(r, 0, 3))), ReceivedBy: leader,
		}
		if e.EmployedAtStart != nil && *e.EmployedAtStart {
			f.Employed = casework.ReferredAtRisk
		}
		n := len(s.doc.Referrals)
		f.Motives = motives[n%len(motives)]
		if n%5 == 2 {
			f.OwnNurseName, f.CoachWish = "Sairaanhoitaja Pirjo Lahti", "Mieluiten naispuolinen valmentaja"
		}
		switch e.Pathway {
		case casework.PathwayThreeParty:
			f.MetOn, f.PresentedOn = e.ReferredOn, workdayTo(e.ReferredOn.AddDays(-7))
		case casework.PathwaySelf:
			f.AskedOn = workdayTo(e.ReferredOn.AddDays(-between(r, 3, 14)))
		}
		if f.ReceivedOn.After(s.today) {
			f.ReceivedOn, f.ReceivedBy = casework.Day{}, ""
		}
		if queued {
			waiting = append(waiting, len(s.doc.Referrals))
			if waited := s.today.DaysSince(e.ReferredOn); waited > 60 {
				f.ExpectedOn = workdayFrom(s.today.AddDays(between(r, 14, 45)))
			}
		}
		s.doc.Referrals = append(s.doc.Referrals, f)
	}
	s.leaveUnread(waiting)
	s.referTwice(waiting)
	s.askForOne(nurses)
	number(s.doc.Referrals, "f", func(f *interchange.Referral) *string { return &f.ID })
}

// leaveUnread takes the answer off the newest of those who wait.
func (s *service) leaveUnread(waiting []int) {
	referred := map[string]casework.Day{}
	for _, e := range s.doc.Episodes {
		referred[e.ID] = e.ReferredOn
	}
	byDay(waiting, func(i int) casework.Day { return referred[s.doc.Referrals[i].Episode] })
	for _, i := range waiting[max(len(waiting)-unread, 0):] {
		f := &s.doc.Referrals[i]
		f.ReceivedOn, f.ReceivedBy, f.ExpectedOn = casework.Day{}, "", casework.Day{}
	}
}

// referTwice lets the newest of those who wait be somebody whose coaching has
// ended, under a name that a nurse heard wrong; the nurse says so.
func (s *service) referTwice(waiting []int) {
	if len(waiting) == 0 {
		return
	}
	client := func(id string) *interchange.Client {
		return &s.doc.Clients[slices.IndexFunc(s.doc.Clients, func(c interchange.Client) bool { return c.ID == id })]
	}
	for i := len(s.doc.Episodes) - 1; i >= 0; i-- {
		e := s.doc.Episodes[i]
		if e.EndedOn.IsZero() {
			continue
		}
		f := &s.doc.Referrals[waiting[len(waiting)-1]]
		before, again := client(e.Client), client(f.Client)
		again.GivenName, again.FamilyName = before.GivenName, misheard(before.FamilyName)
		again.BirthDate, again.Municipality = before.BirthDate, before.Municipality
		f.Likeness = casework.LikelySame
		return
	}
}

func misheard(family string) string {
	if stem, ok := strings.CutSuffix(family, "nen"); ok {
		return strings.TrimSuffix(stem, "i") + "la"
	}
	return family + "nen"
}

// askForOne lets somebody whose coaching has ended come to a coach again by
// themselves.
func (s *service) askForOne(nurses map[string]string) {
	const away = 60 // days since the end
	newest := map[string]interchange.Episode{}
	for _, e := range s.doc.Episodes {
		if e.ReferredOn.After(newest[e.Client].ReferredOn) {
			newest[e.Client] = e
		}
	}
	for _, c := range s.doc.Clients {
		e := newest[c.ID]
		if e.EndedOn.IsZero() || s.today.DaysSince(e.EndedOn) < away || nurses[e.ReferringUnit] == "" {
			continue
		}
		s.doc.Referrals = append(s.doc.Referrals, interchange.Referral{
			Client: c.ID, Programme: programme, Team: team, Pathway: casework.PathwaySelf, AskedOn: workdayTo(s.ago(4)), CareTeam: e.ReferringUnit,
			Wish: "Haluan yrittää uudestaan. Viimeksi tuntui hyvältä, kun oli paikka, johon mennä.", Agreed: true,
		})
		return
	}
}
