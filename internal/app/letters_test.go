package app_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"sijoita/access"
	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/config"
	"sijoita/internal/mail"
	"sijoita/internal/store"
	"sijoita/internal/testkit"
	"sijoita/problem"
)

// posts lets the town's letters go to a real mail server.
func (u *town) posts(addr string) {
	sender := &mail.Sender{
		Settings: config.Mail{Addr: addr, TLS: config.MailPlain, From: "sijoita@suvanto.example", URL: "https://sijoita.suvanto.example"},
		Clock:    u.clock.Now, Patience: 300 * time.Millisecond,
	}
	u.Post, u.MailServer = sender.Send, addr
}

// round sends what is due, and says what came of it.
func (u *town) round() string {
	u.t.Helper()
	d, err := u.DeliverMail(u.ctx)
	must(u.t, err)
	return fmt.Sprintf("%d sent, %d failed %s", d.Sent, d.Failed, d.Why)
}

func (u *town) wantRound(want string) {
	u.t.Helper()
	if got := u.round(); got != want {
		u.t.Errorf("of the round came %q, want %q", got, want)
	}
}

// TestMailDownNeverStopsWork goes through a bad day of the mail server: it is
// down, slow, asks to come again, and is well at last. Work goes on, each person
// gets one letter, and it names nobody.
func TestMailDownNeverStopsWork(t *testing.T) {
	inTown(t, func(u *town) {
		office := new(testkit.PostOffice)
		addr := office.Open(t, "", nil)
		office.Close()
		u.posts(addr)
		for _, s := range []casework.Staff{u.kaisa, u.paivi, u.riikka, u.aino} {
			u.withAccount(s.ID)
		}
		u.hires(u.eero, u.elina) // with the mail server down
		u.hires(u.joona, u.riikka)
		u.wantTold(u.kaisa, "+got_work Eero")
		u.wantRound("0 sent, 2 failed unreachable")
		page, err := u.Mail(u.ctx, u.asAino())
		must(t, err)
		if page.Behind != 2 || page.Waiting != 2 || page.Why != app.MailUnreachable || !page.Since.Equal(u.clock.Now()) || !page.NextAt.Equal(u.clock.Now().Add(time.Minute)) {
			t.Errorf("an administrator sees %+v", page)
		}
		u.wantRound("0 sent, 0 failed ") // it is not hammered at
		for _, wait := range []time.Duration{time.Minute, 5 * time.Minute, 15 * time.Minute, time.Hour, 4 * time.Hour} {
			u.clock.Advance(wait - time.Second)
			u.wantRound("0 sent, 0 failed ")
			u.clock.Advance(time.Second)
			u.wantRound("0 sent, 2 failed unreachable")
		}
		u.hires(u.eero, u.elina) // one letter waits for Kaisa already, and says the same

		// It takes the call again, and never answers.
		office.Slow = make(chan struct{})
		office.Open(t, addr, nil)
		u.clock.Advance(4 * time.Hour)
		u.wantRound("0 sent, 2 failed slow")
		close(office.Slow)
		office.Slow = nil
		office.Refuse(testkit.Refusals{From: testkit.ComeAgain})
		u.clock.Advance(4 * time.Hour)
		u.wantRound("0 sent, 2 failed not_now")

		// An administrator sees why, mends it, and need not wait.
		office.Refuse(testkit.Refusals{})
		must(t, u.TryMail(u.ctx, u.asAino()))
		u.wantRound("3 sent, 0 failed ")
		u.wantRound("0 sent, 0 failed ")
		to := map[string]int{}
		for _, l := range office.Letters() {
			to[l.To]++
			u.wantNeutral(l.Raw)
		}
		for _, s := range []casework.Staff{u.kaisa, u.paivi, u.aino} {
			if n := to[fmt.Sprintf("%d@suvanto.fi", s.ID)]; n != 1 {
				t.Errorf("%s got %d letters, want 1", s.Name, n)
			}
		}
		if page, err = u.Mail(u.ctx, u.asAino()); err != nil || page.Behind != 0 || page.Waiting != 0 || page.Sent != 3 || page.Test == nil || page.Test.SentAt.IsZero() {
			t.Errorf("an administrator sees %+v (%v)", page, err)
		}
		u.wantNoCanary()
	})
}

// wantNeutral asks that a letter holds no name of anybody in the town.
func (u *town) wantNeutral(raw []byte) {
	u.t.Helper()
	text := string(raw)
	for _, word := range []string{"Eero", "Åkerlund", "Joona", "Moilanen", "Purola", "Elina", "Riikka", "Suvannon", "psykiatria"} {
		if strings.Contains(text, word) {
			u.t.Errorf("a letter says %q: %s", word, text)
		}
	}
}

func TestAddressesThatAreNone(t *testing.T) {
	inTown(t, func(u *town) {
		office := new(testkit.PostOffice)
		u.posts(office.Open(t, "", nil))
		u.withAccount(u.kaisa.ID)
		office.Refuse(testkit.Refusals{To: testkit.Unknown})
		u.hires(u.eero, u.elina)
		u.wantRound("0 sent, 1 failed refused")
		u.clock.Advance(24 * time.Hour)
		u.wantRound("0 sent, 0 failed ") // never again
		page, err := u.Mail(u.ctx, u.asAino())
		must(t, err)
		if len(page.Lost) != 1 || page.Lost[0].Name != u.kaisa.Name || page.Lost[0].Why != app.MailRefused || page.Behind != 0 {
			t.Errorf("an administrator sees %+v", page)
		}
		office.Refuse(testkit.Refusals{From: testkit.ComeAgain})
		u.hires(u.eero, u.elina) // another letter for what is new
		for range 2 {
			u.wantRound("0 sent, 1 failed not_now")
			u.clock.Advance(8 * 24 * time.Hour)
		}
		u.wantRound("0 sent, 0 failed ")
		if page, err = u.Mail(u.ctx, u.asAino()); err != nil || page.Waiting != 0 || len(page.Lost) != 2 || page.Lost[0].Why != app.MailTooOld {
			t.Errorf("an administrator sees %+v (%v)", page, err)
		}
	})
}

func TestLettersAreWantedOrNot(t *testing.T) {
	for _, c := range []struct {
		says  string
		do    func(*town)
		after time.Duration
		want  string
	}{
		{"at once, without being asked", func(u *town) {}, 0, "1 sent, 0 failed "},
		{"once a day at seven: not yet", func(u *town) { u.choose(casework.MailDaily) }, 22*time.Hour + 59*time.Minute, "0 sent, 0 failed "},
		{"once a day at seven: now", func(u *town) { u.choose(casework.MailDaily) }, 23 * time.Hour, "1 sent, 0 failed "},
		{"never", func(u *town) { u.choose(casework.MailNever) }, 24 * time.Hour, "0 sent, 0 failed "},
	} {
		t.Run(c.says, func(t *testing.T) {
			inTown(t, func(u *town) {
				u.Post = func(context.Context, app.Letter) error { return nil }
				u.withAccount(u.kaisa.ID)
				c.do(u)
				u.hires(u.eero, u.elina) // at 8 in Helsinki
				u.clock.Advance(c.after)
				u.wantRound(c.want)
			})
		})
	}
	for _, c := range []struct {
		says string
		do   func(*town) // between the notice and the round
	}{
		{"what was read meanwhile needs no letter", func(u *town) {
			_, err := u.ReadNotices(u.ctx, u.as(u.kaisa))
			must(u.t, err)
		}},
		{"nor does one who wants none any more", func(u *town) { u.choose(casework.MailNever) }},
		{"nor one whose role has ended", func(u *town) {
			u.write(u.county, func(tx *store.Tx) error { return tx.EndGrant(u.kaisa.ID, u.kaisa.Grants[0].ID, today.AddDays(-1)) })
		}},
		{"nor one who may see nothing of it any more", func(u *town) { u.ban(u.eero, u.kaisa) }},
	} {
		t.Run(c.says, func(t *testing.T) {
			inTown(t, func(u *town) {
				u.Post = func(context.Context, app.Letter) error { t.Error("a letter goes"); return nil }
				u.withAccount(u.kaisa.ID)
				u.hires(u.eero, u.elina)
				c.do(u)
				u.wantRound("0 sent, 0 failed ")
				page, err := u.Mail(u.ctx, u.asAino())
				must(t, err)
				if page.Waiting != 0 || len(page.Lost) != 0 {
					t.Errorf("an administrator sees %+v", page)
				}
			})
		})
	}
}

func (u *town) choose(c casework.MailChoice) {
	u.t.Helper()
	must(u.t, u.ChooseMail(u.ctx, u.as(u.kaisa), c))
}

// TestTwoServersSendALetterOnce lets a second server look while the first is
// sending, and a third after the first has died at it.
func TestTwoServersSendALetterOnce(t *testing.T) {
	inTown(t, func(u *town) {
		sent, dies := 0, true
		u.Post = func(context.Context, app.Letter) error {
			sent++
			if sent == 1 {
				u.wantRound("0 sent, 0 failed ") // the second server finds nothing to do
			}
			if dies {
				return errors.New("pulled the plug")
			}
			return nil
		}
		u.withAccount(u.kaisa.ID)
		u.hires(u.eero, u.elina)
		u.wantRound("0 sent, 1 failed not_now")
		dies = false
		u.clock.Advance(time.Minute)
		u.wantRound("1 sent, 0 failed ")
		if sent != 2 {
			t.Errorf("%d were sent, want 2", sent)
		}
		// One that was taken by a server which never came back is free again.
		u.hires(u.eero, u.elina)
		u.write(u.county, func(tx *store.Tx) error {
			taken, err := tx.TakeLetters(9, tx.Now.Add(5*time.Minute))
			if len(taken) != 1 {
				t.Errorf("%d are taken, want 1", len(taken))
			}
			return err
		})
		u.wantRound("0 sent, 0 failed ")
		u.clock.Advance(5 * time.Minute)
		u.wantRound("1 sent, 0 failed ")
	})
}

func TestMailWithoutAServer(t *testing.T) {
	inTown(t, func(u *town) {
		u.withAccount(u.kaisa.ID)
		u.withAccount(u.aino.ID)
		u.hires(u.eero, u.elina)
		u.wantTold(u.kaisa, "+got_work Eero")
		u.wantRound("0 sent, 0 failed ")
		wantProblem(t, u.TryMail(u.ctx, u.asAino()), problem.Conflict, "mail.not_set_up")
		if page, err := u.Mail(u.ctx, u.asAino()); err != nil || page.On || page.Waiting != 0 {
			t.Errorf("an administrator sees %+v (%v)", page, err)
		}
		_, err := u.DeliverLetters(u.ctx, access.Actor{Kind: access.System, ID: "system:mail", County: u.abroad})
		must(t, err)
		wantProblem(t, u.ChooseMail(u.ctx, u.as(u.kaisa), "weekly"), problem.Invalid, "problem.invalid")
	})
}
