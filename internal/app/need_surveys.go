package app

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/casework"
	"sijoita/internal/auth"
	"sijoita/internal/store"
	"sijoita/problem"
)

// NeedSurveyInput is a survey of need as a form sends it. A survey that is
// corrected keeps its units and their answers; those named here are added.
type NeedSurveyInput struct {
	UID       casework.UID // of the survey to be, made with the form: sending it twice adds one
	Team      casework.UID // not asked when one is corrected
	Name      string
	To        casework.Day   // the last day for answers; zero: a month from today
	CareTeams []casework.UID // of the service, to be asked
	Others    string         // other units by their names, one a line
}

var needSurveyRecord = teamRecord[casework.NeedSurvey, NeedSurveyInput]{
	kind:  "need_survey",
	noted: func(s *casework.NeedSurvey) *casework.Noted { return &s.Noted },
	uid:   func(in NeedSurveyInput) casework.UID { return in.UID },
	place: func(t *turn, in NeedSurveyInput) (casework.NeedSurvey, error) {
		team, err := t.tx.TeamByUID(in.Team)
		return casework.NeedSurvey{TeamID: team.ID}, err
	},
	may: func(t *turn, s casework.NeedSurvey, target string) error {
		return t.may(access.NoteService, t.teamResource(s.TeamID), "need_survey", target)
	},
	fill: func(t *turn, s *casework.NeedSurvey, in NeedSurveyInput) error {
		s.Name, s.To = in.Name, cmpDay(in.To, s.To)
		s.Units = slices.Clone(s.Units)
		for _, uid := range in.CareTeams {
			c, err := t.tx.CareTeamByUID(uid)
			if err != nil {
				return err
			}
			s.Units = append(s.Units, casework.NeedUnit{Name: c.Name, CareTeamID: c.ID})
		}
		for _, name := range strings.Split(in.Others, "\n") {
			if strings.TrimSpace(name) != "" {
				s.Units = append(s.Units, casework.NeedUnit{Name: name})
			}
		}
		return nil
	},
	check:  casework.MakeNeedSurvey,
	find:   (*store.Tx).NeedSurveyByUID,
	add:    (*store.Tx).AddNeedSurvey,
	revise: (*store.Tx).ReviseNeedSurvey,
	detail: func(s casework.NeedSurvey) string { return counted(int64(len(s.Units)), "units") },
}

// MakeNeedSurvey makes a survey of need. Problems: Forbidden; NotFound for a team
// or care team that is not there; Conflict as for every note; Invalid with the
// fields of casework.MakeNeedSurvey.
func (a *App) MakeNeedSurvey(ctx context.Context, actor access.Actor, in NeedSurveyInput) (casework.NeedSurvey, error) {
	return needSurveyRecord.note(ctx, a, actor, in)
}

// CorrectNeedSurvey gives a survey another name or last day, and adds units.
// Problems: as MakeNeedSurvey; Invalid without a reason; Conflict when somebody
// has changed it or answered it since.
func (a *App) CorrectNeedSurvey(ctx context.Context, actor access.Actor, which Correction, in NeedSurveyInput) (casework.NeedSurvey, error) {
	return needSurveyRecord.correct(ctx, a, actor, which, in)
}

// WithdrawNeedSurvey strikes a survey through; its links answer it no more.
// Problems: NotFound, Invalid without a reason, Conflict.
func (a *App) WithdrawNeedSurvey(ctx context.Context, actor access.Actor, which Correction) (casework.NeedSurvey, error) {
	return needSurveyRecord.withdraw(ctx, a, actor, which)
}

// NeedSurveyPage is a survey with its answers, and which units have a link that
// was not used.
type NeedSurveyPage struct {
	RecordPage[casework.NeedSurvey]
	Linked map[int]bool // by the unit's place
}

// NeedSurvey gives a survey. Problems: Forbidden; NotFound.
func (a *App) NeedSurvey(ctx context.Context, actor access.Actor, uid casework.UID) (NeedSurveyPage, error) {
	return show(ctx, a, actor, func(t *turn) (NeedSurveyPage, error) {
		p, err := needSurveyRecord.page(t, uid)
		found := NeedSurveyPage{RecordPage: p}
		if err != nil {
			return found, err
		}
		found.Form.Today = t.day
		teams, err := t.tx.Teams()
		for _, team := range teams {
			if team.ID == p.Record.TeamID {
				found.Form.Team = team
			}
		}
		if err != nil {
			return found, err
		}
		found.Linked, err = t.tx.NeedLinks(p.Record.ID)
		return found, err
	})
}

// NeedSurveys is a team's surveys of need, the newest first, and what the form
// for another offers.
type NeedSurveys struct {
	Form      RecordForm
	CareTeams []casework.CareTeam
	Surveys   []casework.NeedSurvey
}

// NeedSurveys lists a team's surveys; team is the one asked for, or the zero uid.
// Problems: Forbidden; NotFound for a team that is not there.
func (a *App) NeedSurveys(ctx context.Context, actor access.Actor, team casework.UID) (NeedSurveys, error) {
	return show(ctx, a, actor, func(t *turn) (NeedSurveys, error) {
		var p NeedSurveys
		var err error
		if p.Form, err = t.formTeam(access.NoteService, team); err != nil {
			return p, err
		}
		if p.Surveys, err = t.tx.NeedSurveysOf(p.Form.Team.ID); err != nil {
			return p, err
		}
		slices.Reverse(p.Surveys)
		p.CareTeams, err = t.tx.CareTeams()
		slices.SortStableFunc(p.CareTeams, func(a, b casework.CareTeam) int {
			return strings.Compare(casework.SortKey(a.Name), casework.SortKey(b.Name))
		})
		t.shows(audit.Listed, "need_survey", "", counted(int64(len(p.Surveys)), "surveys"))
		return p, err
	})
}

// NeedLink is a unit with the secret link that was just made for it.
type NeedLink struct {
	Unit  string
	Token auth.Token
}

// MakeNeedLinks makes secret links by which units answer a survey: of the one
// unit, or with -1 of all that have neither answered nor a link. A new link ends
// the unit's earlier one, also one that was answered by: the next answer takes
// the earlier's place. The tokens are told once, here, and stored nowhere.
// Problems: Forbidden; NotFound; Conflict for a survey that is closed.
func (a *App) MakeNeedLinks(ctx context.Context, actor access.Actor, uid casework.UID, unit int) ([]NeedLink, error) {
	return change(ctx, a, actor, func(t *turn) ([]NeedLink, error) {
		s, err := needSurveyRecord.open(t, uid)
		if err != nil {
			return nil, err
		}
		if s.Withdrawn || !s.Holds(t.day) {
			return nil, problem.New(problem.Conflict, "need.closed")
		}
		linked, err := t.tx.NeedLinks(s.ID)
		if err != nil {
			return nil, err
		}
		var made []NeedLink
		for i, u := range s.Units {
			if unit != i && (unit >= 0 || u.Answer != nil || linked[i]) {
				continue
			}
			token, err := auth.NewToken(a.Random)
			if err != nil {
				return nil, err
			}
			if err := t.tx.PutNeedLink(s.ID, i, token.Sum()); err != nil {
				return nil, err
			}
			made = append(made, NeedLink{u.Name, token})
		}
		t.did(audit.Invited, "need_survey", uid.String(), counted(int64(len(made)), "links"))
		return made, nil
	})
}

// NeedQuestion is what who has a link is asked.
type NeedQuestion struct {
	Survey   string // its name
	Unit     string
	To       casework.Day
	Answered bool // by this link, before: it answers once
}

// SurveyGuest is what the log and the revisions call who comes by a link of a survey.
const SurveyGuest = "link:need_survey"

// guest is who comes by a link of a survey: somebody who works in the unit, and
// nobody whom the service knows.
func guest(link store.NeedLink) access.Actor {
	return access.Actor{Kind: access.Guest, ID: SurveyGuest, Name: "link", County: link.County}
}

// needLink finds what a link is for. A link that is none is counted against the
// address it is asked from, and after many of them the address has to wait.
// Problems: NotFound for a link that is none, and while there is waiting to do.
func (a *App) needLink(ctx context.Context, token auth.Token, address string) (link store.NeedLink, err error) {
	now, key := a.Clock(), auth.ThrottleKey("survey", address)
	gone := problem.New(problem.NotFound, "need.link_gone")
	var wait time.Duration
	err = a.Store.Read(ctx, 0, now, func(tx *store.Tx) error {
		throttle, err := tx.Throttle(key)
		if wait = auth.Throttle(throttle).Wait(now); err != nil || wait > 0 {
			return err
		}
		link, err = tx.NeedLink(token.Sum())
		return err
	})
	switch {
	case wait > 0:
		return link, gone
	case !errors.Is(err, store.ErrNotFound):
		return link, err
	}
	err = a.Store.Write(ctx, 0, now, func(tx *store.Tx) error {
		throttle, err := tx.TakeThrottle(key)
		if err != nil {
			return err
		}
		return tx.PutThrottle(key, store.Throttle(auth.Throttle(throttle).Fail(now, auth.FreeForAddress)))
	})
	return link, cmp.Or[error](err, gone)
}

// NeedQuestion gives the questions of a survey to who has a unit's link.
// Problems: NotFound for a link that is none; Conflict when the survey is closed.
func (a *App) NeedQuestion(ctx context.Context, token auth.Token, address string) (NeedQuestion, error) {
	link, err := a.needLink(ctx, token, address)
	if err != nil {
		return NeedQuestion{}, err
	}
	return show(ctx, a, guest(link), func(t *turn) (NeedQuestion, error) {
		s, err := t.surveyOf(link)
		if err != nil {
			return NeedQuestion{}, err
		}
		if !link.Spent && (s.Withdrawn || !s.Holds(t.day)) {
			return NeedQuestion{}, problem.New(problem.Conflict, "need.closed")
		}
		t.shows(audit.Showed, "need_survey", s.UID.String(), "form")
		return NeedQuestion{Survey: s.Name, Unit: s.Units[link.Unit].Name, To: s.To, Answered: link.Spent}, nil
	})
}

func (t *turn) surveyOf(link store.NeedLink) (casework.NeedSurvey, error) {
	if err := t.may(access.AnswerSurvey, access.Resource{County: t.tx.County}, "need_survey", link.Survey.String()); err != nil {
		return casework.NeedSurvey{}, err
	}
	s, err := t.tx.NeedSurveyByUID(link.Survey)
	if err == nil && link.Unit >= len(s.Units) {
		err = store.ErrNotFound
	}
	return s, err
}

// answerTries is how often an answer is tried when another unit answers the same
// survey at the same moment.
const answerTries = 5

// AnswerNeed takes a unit's answer by its link, which answers once: what is sent
// by it again changes nothing. Problems: NotFound for a link that is none;
// Conflict when the survey is closed; Invalid with the fields of
// casework.AnswerNeedSurvey.
func (a *App) AnswerNeed(ctx context.Context, token auth.Token, address string, reply casework.NeedReply) error {
	link, err := a.needLink(ctx, token, address)
	if err != nil {
		return err
	}
	for range answerTries {
		_, err = change(ctx, a, guest(link), func(t *turn) (struct{}, error) { return struct{}{}, t.answerNeed(link, token, reply) })
		if p := problem.As(err); p == nil || p.Key != "problem.stale" {
			break
		}
	}
	return err
}

func (t *turn) answerNeed(link store.NeedLink, token auth.Token, reply casework.NeedReply) error {
	old, err := t.surveyOf(link)
	if err != nil {
		return err
	}
	changed, ruleErr := casework.AnswerNeedSurvey(old, link.Unit, reply, t.day)
	if ruleErr != nil && !link.Spent {
		return ruleErr
	}
	first, err := t.tx.SpendNeedLink(token.Sum())
	if err != nil || !first {
		t.shows(audit.Showed, "need_survey", old.UID.String(), "sent again")
		return err
	}
	t.did(audit.Changed, "need_survey", old.UID.String(), "answer")
	_, err = t.tx.ReviseNeedSurvey(old, changed, t.actor.ID, stepMark+"answer")
	return err
}
