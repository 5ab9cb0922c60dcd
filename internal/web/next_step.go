package web

import (
	"sijoita/internal/app"
	"sijoita/internal/web/ui"
	"sijoita/outcomes"
)

// nextPaths are where a step of coaching is taken, from the client's page on.
var nextPaths = map[outcomes.NextStep]string{
	outcomes.NextConsents: "/consents", outcomes.NextAgreement: "/agreement", outcomes.NextProfile: "/profile", outcomes.NextTelling: "/disclosure/new",
	outcomes.NextPlan: "/plan/new", outcomes.NextMeeting: "/meetings/new",
}

// placementPaths are where one is taken that is about a placement.
var placementPaths = map[outcomes.NextStep]string{outcomes.NextEnding: "/end", outcomes.NextStart: "/start", outcomes.NextSupport: "/support/new"}

// nextStep is what the coaching asks for next, one tap away; nil: nothing.
func nextStep(v *visit, p app.ClientPage) *ui.RowProps {
	t, step := v.words.T, p.Next.Step
	if step == "" {
		return nil
	}
	row := ui.RowProps{Name: t("next.step." + string(step))}
	switch j := p.Next.Placement; {
	case j != nil:
		row.NameHref = "/placements/" + j.UID.String() + placementPaths[step]
		row.Why = t("next.why."+string(step), "place", placeOf(v.words, p.Names, *j), "day", v.words.Day(j.EndsOn))
	case step == outcomes.NextEmployer:
		row.NameHref, row.Why = "/log?client="+p.Client.UID.String(), t("next.why.employer")
	default:
		row.NameHref = "/clients/" + p.Client.UID.String() + nextPaths[step]
		row.Why = t("next.why."+string(step), "questions", v.words.Join(missingAnswers(v.words, p.Profile)))
	}
	return &row
}
