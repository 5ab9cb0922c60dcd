package casework

import (
	"slices"
	"testing"
	"time"
)

func TestToTell(t *testing.T) {
	today := MustDay("2026-11-23")
	always := Span{From: MustDay("2025-01-01")}
	works := func(id int64, role Role, team, careTeam int64) Staff {
		return Staff{Record: Record{ID: id}, Grants: []Grant{{Role: role, TeamID: team, CareTeamID: careTeam, Span: always}}}
	}
	left := works(6, RoleCareWorker, 0, 30)
	left.Grants[0].To = today.AddDays(-1)
	staff := []Staff{
		works(1, RoleCoach, 20, 0), works(2, RoleCoach, 20, 0), works(3, RoleTeamLeader, 20, 0), works(4, RoleCareWorker, 0, 30),
		works(5, RoleCareWorker, 0, 30), left, works(7, RoleCareWorker, 0, 31), works(8, RoleTeamLeader, 21, 0), works(9, RoleManager, 0, 0),
		works(10, RoleCoach, 22, 0),
	}
	about := Happening{TeamID: 20, CareTeamID: 30, Coaches: []int64{1}}
	for _, c := range []struct {
		says string
		in   func(*Happening)
		want []int64
	}{
		{"work is told to the coach, the leader and the care team", func(h *Happening) { h.Kind = NoticeGotWork }, []int64{1, 3, 4, 5}},
		{"but not to the one who noted it", func(h *Happening) { h.Kind, h.ByID = NoticeGotWork, 1 }, []int64{3, 4, 5}},
		{"that a client fares worse is told to those who are with the client", func(h *Happening) { h.Kind, h.ByID = NoticeFaresWorse, 1 }, []int64{4, 5}},
		{"who is asked for a referral is the care team", func(h *Happening) { h.Kind = NoticeReferralAsked }, []int64{4, 5}},
		{"a referral that came is told to the leader, and to who asked for it", func(h *Happening) { h.Kind, h.Coaches = NoticeReferralCame, []int64{2} }, []int64{2, 3}},
		{"a referral to a team that nobody leads is told to its coaches", func(h *Happening) { h.Kind, h.TeamID, h.Coaches = NoticeReferralCame, 22, nil }, []int64{10}},
		{"it is answered to who wrote it", func(h *Happening) { h.Kind, h.ReferrerID = NoticeReferralReceived, 5 }, []int64{5}},
		{"and to the own nurse beside them", func(h *Happening) { h.Kind, h.ReferrerID, h.OwnNurseID = NoticeReferralReceived, 5, 4 }, []int64{4, 5}},
		{"to the own nurse alone when who wrote it has left", func(h *Happening) { h.Kind, h.ReferrerID, h.OwnNurseID = NoticeReferralReceived, 6, 4 }, []int64{4}},
		{"or to the care team when nobody is named", func(h *Happening) { h.Kind = NoticeReferralReturned }, []int64{4, 5}},
		{"or when they have left", func(h *Happening) { h.Kind, h.ReferrerID = NoticeReferralReturned, 6 }, []int64{4, 5}},
		{"one who will not be referred is told to who asked", func(h *Happening) { h.Kind = NoticeReferralDropped }, []int64{1}},
		{"leave taken back is told to the coach", func(h *Happening) { h.Kind, h.Detail = NoticeConsentWithdrawn, "kela" }, []int64{1}},
		{"leave to tell the care team to the care team too", func(h *Happening) { h.Kind, h.Detail = NoticeConsentWithdrawn, "care_team" }, []int64{1, 4, 5}},
		{"a hand-over is told to both coaches and the care team", func(h *Happening) { h.Kind, h.ByID, h.Coaches = NoticeHandedOver, 3, []int64{1, 2} }, []int64{1, 2, 4, 5}},
		{"a message to the care team is told to the care team", func(h *Happening) { h.Kind, h.Detail = NoticeCareMessage, "care_team" }, []int64{4, 5}},
		{"one to the coaches to the client's coach", func(h *Happening) { h.Kind, h.Detail, h.ByID = NoticeCareMessage, "coaches", 4 }, []int64{1}},
		{"a client without a care team has nobody there", func(h *Happening) { h.Kind, h.CareTeamID = NoticeFaresWorse, 0 }, []int64{1}},
		{"nor one without a coach", func(h *Happening) { h.Kind, h.Coaches = NoticeFaresWorse, nil }, []int64{4, 5}},
	} {
		t.Run(c.says, func(t *testing.T) {
			h := about
			c.in(&h)
			if got := h.ToTell(staff, today); !slices.Equal(got, c.want) {
				t.Errorf("told are %v, want %v", got, c.want)
			}
		})
	}
	for _, k := range NoticeKinds {
		if toldOf[k] == (audience{}) {
			t.Errorf("%s is told to nobody", k)
		}
	}
}

func TestMailChoice(t *testing.T) {
	at := func(s string) time.Time {
		moment, err := time.ParseInLocation("2006-01-02 15:04", s, Helsinki)
		if err != nil {
			t.Fatal(err)
		}
		return moment
	}
	for _, c := range []struct {
		says   string
		choice MailChoice
		now    string
		want   string // empty: never
	}{
		{"at once is now", MailAtOnce, "2026-11-23 14:05", "2026-11-23 14:05"},
		{"who has not chosen is told at once", "", "2026-11-23 14:05", "2026-11-23 14:05"},
		{"once a day is seven the next morning", MailDaily, "2026-11-23 14:05", "2026-11-24 07:00"},
		{"of what happens in the night the same morning", MailDaily, "2026-11-23 02:10", "2026-11-23 07:00"},
		{"at seven itself the next", MailDaily, "2026-11-23 07:00", "2026-11-24 07:00"},
		{"also where the clocks change in the night between", MailDaily, "2026-10-24 20:00", "2026-10-25 07:00"},
		{"never is never", MailNever, "2026-11-23 14:05", ""},
	} {
		t.Run(c.says, func(t *testing.T) {
			got, wanted := c.choice.Moment(at(c.now))
			if wanted != (c.want != "") || wanted && !got.Equal(at(c.want)) {
				t.Errorf("it goes %v (%v), want %s", got, wanted, c.want)
			}
		})
	}
}
