package web

import (
	"flag"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// visits says, for each route, which address the test asks for. A route
// without its line here fails the test.
func visits(t *testing.T, w *town) map[string]string {
	own := w.find(t, "Joona", "Moilanen").String()
	queued := firstIn(t, w.as(t, coach).mustGet("/clients?view=queue"), "/clients/")
	contact := firstIn(t, w.as(t, coach).mustGet("/clients/"+own), "/contacts/")
	placement := firstIn(t, w.as(t, coach).mustGet("/clients/"+w.find(t, "Petri", "Haataja").String()), "/placements/")
	employer := firstIn(t, w.as(t, coach).mustGet("/employers"), "/employers/")
	ended := firstIn(t, w.as(t, coach).mustGet("/clients?view=ended"), "/clients/")
	episode := firstIn(t, w.as(t, coach).mustGet("/clients/"+own), "/episodes/")
	met := firstIn(t, w.as(t, coach).mustGet("/clients/"+own), "/suitability/")
	consent := w.as(t, coach).mustGet("/clients/" + own + "/consents")
	consent = firstIn(t, strings.ReplaceAll(consent, `action="`, `href="`), "/clients/"+own+"/consents/")
	nobody := w.app.IDs().String()
	profile := "/clients/" + own + "/profile"
	moneyPage := "/clients/" + own + "/money"
	estimate := firstIn(t, w.as(t, coach).mustGet(moneyPage), "/estimates/")
	row := firstIn(t, w.as(t, coach).mustGet(profile), "/profile/history/")
	meeting := firstIn(t, w.as(t, coach).mustGet("/clients/"+own), "/meetings/")
	planned, task, note := arranged(t, w, own)
	care := firstIn(t, w.as(t, coach).mustGet("/care-teams"), "/care-teams/")
	referral := w.ask(t, care)
	plan := "/plans/" + firstIn(t, w.as(t, coach).mustGet("/clients/"+own+"/plan"), "/plans/")
	lead := "/leads/" + firstIn(t, strings.ReplaceAll(w.as(t, coach).mustGet("/clients/"+own+"/leads"), "/leads/new", ""), "/leads/")
	application := "/applications/" + firstIn(t, w.as(t, coach).mustGet("/clients/"+own), "/applications/")
	talk := "/disclosure/" + firstIn(t, strings.ReplaceAll(w.as(t, coach).mustGet("/clients/"+own+"/disclosure"), "/disclosure/new", ""), "/disclosure/")
	w.as(t, coach).post("/placements/"+placement+"/support/new", supportPosted(w))
	support := "/support-plans/" + firstIn(t, w.as(t, coach).mustGet("/placements/"+placement+"/support"), "/support-plans/")
	w.as(t, coach).post("/clients/"+own+"/talk/new", talkPosted(w))
	closing := "/talks/" + firstIn(t, w.as(t, coach).mustGet("/clients/"+own), "/talks/")
	partners := w.as(t, coach).mustGet("/clients/" + own + "/partners")
	partner, talked := "/partners/"+firstIn(t, partners, "/partners/")+"/talk", "/partner-talks/"+firstIn(t, partners, "/partner-talks/")
	setback := "/setbacks/" + firstIn(t, w.as(t, coach).mustGet("/clients/"+own), "/setbacks/")
	record := "/clients/" + own + "/record"
	recordText := "/record-texts/" + firstIn(t, w.as(t, coach).mustGet(record), "/record-texts/")
	person := w.people[colleague].String()
	teamwork := w.as(t, leader).mustGet("/team/work")
	guidance, deed, training := firstIn(t, teamwork, "/supervision/"), firstIn(t, teamwork, "/service-notes/"), firstIn(t, teamwork, "/trainings/")
	groups := w.as(t, leader).mustGet("/groups")
	group, groupAction := "/service-notes/"+firstIn(t, groups, "/service-notes/"), "/group-actions/"+firstIn(t, groups, "/group-actions/")
	careMeeting := firstIn(t, w.as(t, coach).mustGet("/care-teams/"+care), "/care-team-meetings/")
	list := "/care-teams/" + firstIn(t, w.as(t, careWorker).mustGet("/care"), "/care-teams/") + "/interest"
	unitClient := "/unit-clients/" + firstIn(t, w.as(t, careWorker).mustGet(list), "/unit-clients/")
	survey := "/needs/" + firstIn(t, strings.ReplaceAll(w.as(t, leader).mustGet("/needs"), "/needs/new", ""), "/needs/")
	message := "/care-messages/" + firstIn(t, strings.ReplaceAll(w.as(t, careWorker).mustGet("/care"), "/care-messages/new", ""), "/care-messages/")
	setUp := w.as(t, administrator).mustGet("/setup")
	programme := "/setup/programmes/" + firstIn(t, setUp, "/setup/programmes/")
	team := "/setup/teams/" + firstIn(t, setUp, "/setup/teams/")
	counselling := firstIn(t, w.as(t, coach).mustGet("/clients/"+w.find(t, "Petri", "Haataja").String()), "/counselling/")
	earnings := "/clients/" + own + "/earnings"
	w.as(t, coach).post("/clients/"+own+"/dormancies/new", url.Values{"uid": {w.app.IDs().String()}, "payer": {"kela"}, "from": {"2026-01-01"}, "to": {"2026-04-30"}})
	dormancy := firstIn(t, w.as(t, coach).mustGet(earnings), "/dormancies/")
	funding := "/funding/" + firstIn(t, strings.ReplaceAll(w.as(t, manager).mustGet("/funding"), "/funding/new", ""), "/funding/")
	terms := "/setup/subsidies/" + firstIn(t, strings.ReplaceAll(w.as(t, administrator).mustGet("/setup/subsidies"), "/setup/subsidies/new", ""), "/setup/subsidies/")
	careTeam := "/setup/care-teams/" + firstIn(t, setUp, "/setup/care-teams/")
	review := "/reviews/" + firstIn(t, w.as(t, leader).mustGet("/reviews"), "/reviews/")
	action := "/development/" + firstIn(t, w.as(t, leader).mustGet("/development"), "/development/")
	return map[string]string{
		"GET /reviews": "/reviews", "GET /reviews/new": "/reviews/new", "POST /reviews/new": "/reviews/new", "GET /reviews/compare": "/reviews/compare",
		"GET /reviews/{review}": review, "GET /reviews/{review}/plan": review + "/plan", "POST /reviews/{review}/plan": review + "/plan",
		"POST /reviews/{review}/steps/{step}": review + "/steps/gaps", "POST /reviews/{review}/moves/{move}": review + "/moves/settle",
		"POST /reviews/{review}/talks": review + "/talks", "POST /reviews/{review}/talks/{talk}/drop": review + "/talks/" + nobody + "/drop",
		"POST /reviews/{review}/forget": review + "/forget", "POST /reviews/{review}/correct": review + "/correct",
		"GET /reviews/{review}/rate": review + "/rate", "POST /reviews/{review}/rate": review + "/rate", "POST /reviews/{review}/hand-in": review + "/hand-in",
		"GET /reviews/{review}/items/{item}": review + "/items/17", "POST /reviews/{review}/items/{item}/rate": review + "/items/17/rate",
		"POST /reviews/{review}/items/{item}/draft": review + "/items/17/draft", "POST /reviews/{review}/items/{item}/agree": review + "/items/17/agree",
		"POST /reviews/{review}/items/{item}/comment": review + "/items/17/comment", "GET /reviews/{review}/report": review + "/report",
		"POST /reviews/{review}/report": review + "/report", "POST /reviews/{review}/sign": review + "/sign",
		"GET /development": "/development", "GET /development/new": "/development/new", "POST /development/new": "/development/new",
		"GET /development/{action}": action, "POST /development/{action}": action,
		"GET /{$}":       "/",
		"POST /language": "/language",
		"GET /today":     "/today",
		"GET /calendar":  "/calendar", "POST /calendar/feed": "/calendar/feed", "POST /calendar/feed/end": "/calendar/feed/end", "GET /feeds/{token}": "/feeds/nobodys",
		"GET /leads": "/leads", "GET /leads/new": "/leads/new", "POST /leads/new": "/leads/new", "GET /leads/{lead}": lead, "POST /leads/{lead}": lead,
		"POST /leads/{lead}/step": lead + "/step", "POST /leads/{lead}/wins": lead + "/wins", "POST /leads/{lead}/withdraw": lead + "/withdraw",
		"GET /leads/{lead}/applications/new": lead + "/applications/new", "POST /leads/{lead}/applications/new": lead + "/applications/new",
		"GET /applications/{application}": application, "POST /applications/{application}": application, "POST /applications/{application}/withdraw": application + "/withdraw",
		"GET /clients/{client}/leads": "/clients/" + own + "/leads", "GET /clients/{client}/disclosure": "/clients/" + own + "/disclosure",
		"GET /clients/{client}/disclosure/new": "/clients/" + own + "/disclosure/new", "POST /clients/{client}/disclosure/new": "/clients/" + own + "/disclosure/new",
		"GET /disclosure/{talk}": talk, "POST /disclosure/{talk}": talk, "POST /disclosure/{talk}/withdraw": talk + "/withdraw",
		"GET /clients/{client}/plan": "/clients/" + own + "/plan", "GET /clients/{client}/plan/new": "/clients/" + own + "/plan/new", "POST /clients/{client}/plan/new": "/clients/" + own + "/plan/new",
		"GET /plans/{plan}": plan, "POST /plans/{plan}": plan, "POST /plans/{plan}/withdraw": plan + "/withdraw",
		"GET /placements/{placement}/support": "/placements/" + placement + "/support", "GET /placements/{placement}/support/new": "/placements/" + placement + "/support/new",
		"POST /placements/{placement}/support/new": "/placements/" + placement + "/support/new", "GET /support-plans/{support}": support, "POST /support-plans/{support}": support,
		"POST /support-plans/{support}/withdraw": support + "/withdraw", "GET /support-plans/{support}/sheets/{sheet}": support + "/sheets/card",
		"GET /clients/{client}/talk/new": "/clients/" + own + "/talk/new", "POST /clients/{client}/talk/new": "/clients/" + own + "/talk/new",
		"GET /talks": "/talks", "GET /talks/{talk}": closing, "POST /talks/{talk}": closing, "POST /talks/{talk}/withdraw": closing + "/withdraw",
		"GET /episodes/{episode}/closing": "/episodes/" + episode + "/closing",
		"GET /clients":                    "/clients", "GET /clients/{client}": "/clients/" + own,
		"GET /notices": "/notices", "POST /notices/read": "/notices/read", "POST /notices/mail": "/notices/mail", "POST /notices/{notice}": "/notices/" + nobody,
		"GET /mail": "/mail", "POST /mail": "/mail",
		"GET /clients/{client}/setback": "/clients/" + own + "/setback", "POST /clients/{client}/setback": "/clients/" + own + "/setback",
		"GET /setbacks/{setback}": setback, "POST /setbacks/{setback}": setback, "POST /setbacks/{setback}/withdraw": setback + "/withdraw",
		"GET /clients/{client}/partners": "/clients/" + own + "/partners", "GET /partners/{partner}/talk": partner, "POST /partners/{partner}/talk": partner,
		"GET /partner-talks/{talk}": talked, "POST /partner-talks/{talk}": talked, "POST /partner-talks/{talk}/withdraw": talked + "/withdraw",
		"GET /clients/{client}/record": record, "GET /clients/{client}/record/new": record + "/new", "POST /clients/{client}/record/new": record + "/new",
		"GET /record-texts/{text}": recordText, "POST /record-texts/{text}": recordText, "POST /record-texts/{text}/carry": recordText + "/carry",
		"POST /record-texts/{text}/withdraw": recordText + "/withdraw",
		"GET /clients/{client}/lookers":      "/clients/" + own + "/lookers",
		"GET /clients/{client}/merge":        "/clients/" + own + "/merge", "POST /clients/{client}/merge": "/clients/" + own + "/merge", "POST /clients/{client}/merge/find": "/clients/" + own + "/merge/find",
		"POST /merges/{merge}/confirm": "/merges/" + nobody + "/confirm", "POST /merges/{merge}/drop": "/merges/" + nobody + "/drop", "POST /merges/{merge}/undo": "/merges/" + nobody + "/undo",
		"GET /clients/{client}/start": "/clients/" + queued + "/start", "POST /clients/{client}/start": "/clients/" + queued + "/start",
		"GET /clients/{client}/pause": "/clients/" + own + "/pause", "POST /clients/{client}/pause": "/clients/" + own + "/pause",
		"GET /clients/{client}/resume": "/clients/" + own + "/resume", "POST /clients/{client}/resume": "/clients/" + own + "/resume",
		"GET /clients/{client}/check": "/clients/" + own + "/check", "POST /clients/{client}/check": "/clients/" + own + "/check",
		"GET /clients/{client}/agreement": "/clients/" + own + "/agreement", "POST /clients/{client}/agreement": "/clients/" + own + "/agreement",
		"GET /clients/{client}/coach": "/clients/" + own + "/coach", "POST /clients/{client}/coach": "/clients/" + own + "/coach",
		"GET /clients/{client}/care-team": "/clients/" + own + "/care-team", "POST /clients/{client}/care-team": "/clients/" + own + "/care-team",
		"GET /clients/{client}/end": "/clients/" + own + "/end", "POST /clients/{client}/end": "/clients/" + own + "/end",
		"GET /clients/{client}/comeback": "/clients/" + ended + "/comeback", "POST /clients/{client}/comeback": "/clients/" + ended + "/comeback",
		"GET /clients/{client}/suitability": "/clients/" + queued + "/suitability", "POST /clients/{client}/suitability": "/clients/" + queued + "/suitability",
		"GET /episodes/{episode}": "/episodes/" + episode, "POST /episodes/{episode}/reopen": "/episodes/" + episode + "/reopen",
		"POST /episodes/{episode}/told":  "/episodes/" + episode + "/told",
		"GET /suitability/{suitability}": "/suitability/" + met, "POST /suitability/{suitability}": "/suitability/" + met,
		"POST /suitability/{suitability}/withdraw": "/suitability/" + met + "/withdraw",
		"GET /clients/{client}/placements/new":     "/clients/" + own + "/placements/new",
		"POST /clients/{client}/placements/new":    "/clients/" + own + "/placements/new",
		"GET /placements/{placement}":              "/placements/" + placement, "POST /placements/{placement}": "/placements/" + placement,
		"GET /clients/{client}/revealed": "/clients/" + own + "/revealed",
		"GET /clients/{client}/consents": "/clients/" + own + "/consents", "POST /clients/{client}/consents": "/clients/" + own + "/consents",
		"GET /clients/{client}/consents/sheet":               "/clients/" + own + "/consents/sheet",
		"POST /clients/{client}/consents/{consent}/withdraw": "/clients/" + own + "/consents/" + consent + "/withdraw",
		"GET /clients/{client}/agreement/sheet":              "/clients/" + own + "/agreement/sheet",
		"GET /clients/{client}/details":                      "/clients/" + own + "/details",
		"POST /clients/{client}/details":                     "/clients/" + own + "/details",
		"GET /clients/{client}/safety":                       "/clients/" + own + "/safety",
		"POST /clients/{client}/safety/order":                "/clients/" + own + "/safety/order",
		"POST /clients/{client}/safety/bans":                 "/clients/" + own + "/safety/bans",
		"POST /clients/{client}/safety/bans/{staff}/lift":    "/clients/" + own + "/safety/bans/" + w.people[colleague].String() + "/lift",
		"GET /placements/{placement}/change":                 "/placements/" + placement + "/change", "POST /placements/{placement}/change": "/placements/" + placement + "/change",
		"GET /setup/subsidies": "/setup/subsidies", "GET /setup/subsidies/new": "/setup/subsidies/new", "POST /setup/subsidies/new": "/setup/subsidies/new",
		"GET /setup/subsidies/{terms}": terms, "POST /setup/subsidies/{terms}": terms, "POST /setup/subsidies/{terms}/withdraw": terms + "/withdraw",
		"POST /clients/{client}/subsidy-help": "/clients/" + own + "/subsidy-help", "POST /placements/{placement}/subsidy-help": "/placements/" + placement + "/subsidy-help",
		"GET /placements/{placement}/decision": "/placements/" + placement + "/decision", "POST /placements/{placement}/decision": "/placements/" + placement + "/decision",
		"GET /placements/{placement}/subsidy": "/placements/" + placement + "/subsidy", "POST /placements/{placement}/subsidy": "/placements/" + placement + "/subsidy",
		"GET /placements/{placement}/follow": "/placements/" + placement + "/follow", "POST /placements/{placement}/follow": "/placements/" + placement + "/follow",
		"GET /placements/{placement}/end": "/placements/" + placement + "/end", "POST /placements/{placement}/end": "/placements/" + placement + "/end",
		"POST /placements/{placement}/withdraw": "/placements/" + placement + "/withdraw",
		"POST /placements/{placement}/move":     "/placements/" + placement + "/move",
		"GET /clients/{client}/meetings/new":    "/clients/" + own + "/meetings/new", "POST /clients/{client}/meetings/new": "/clients/" + own + "/meetings/new",
		"GET /clients/{client}/tasks": "/clients/" + own + "/tasks", "GET /clients/{client}/tasks/new": "/clients/" + own + "/tasks/new",
		"POST /clients/{client}/tasks/new": "/clients/" + own + "/tasks/new",
		"GET /clients/{client}/notes/new":  "/clients/" + own + "/notes/new", "POST /clients/{client}/notes/new": "/clients/" + own + "/notes/new",
		"GET /clients/{client}/counselling/new": "/clients/" + own + "/counselling/new", "POST /clients/{client}/counselling/new": "/clients/" + own + "/counselling/new",
		"GET /counselling/{counselling}": "/counselling/" + counselling, "POST /counselling/{counselling}": "/counselling/" + counselling,
		"POST /counselling/{counselling}/withdraw": "/counselling/" + counselling + "/withdraw",
		"GET /placements/{placement}/start":        "/placements/" + placement + "/start", "POST /placements/{placement}/start": "/placements/" + placement + "/start",
		"GET /clients/{client}/earnings": earnings, "GET /clients/{client}/earnings/{month}": earnings + "/2026-10",
		"POST /clients/{client}/earnings/{month}":                     earnings + "/2026-10",
		"POST /clients/{client}/earnings/{month}/{earnings}/withdraw": earnings + "/2026-10/" + nobody + "/withdraw",
		"GET /clients/{client}/dormancies/new":                        "/clients/" + own + "/dormancies/new", "POST /clients/{client}/dormancies/new": "/clients/" + own + "/dormancies/new",
		"GET /dormancies/{dormancy}": "/dormancies/" + dormancy, "POST /dormancies/{dormancy}": "/dormancies/" + dormancy,
		"POST /dormancies/{dormancy}/withdraw": "/dormancies/" + dormancy + "/withdraw",
		"GET /clients/{client}/profile":        profile, "GET /clients/{client}/profile/copy": profile + "/copy",
		"GET /clients/{client}/profile/summary": profile + "/summary", "POST /clients/{client}/profile/summary": profile + "/summary",
		"GET /clients/{client}/profile/{section}": profile + "/goal", "POST /clients/{client}/profile/{section}": profile + "/goal",
		"GET /clients/{client}/profile/{section}/new": profile + "/wishes/new", "POST /clients/{client}/profile/{section}/new": profile + "/wishes/new",
		"GET /clients/{client}/profile/{section}/{question}":                    profile + "/health/early_signs",
		"POST /clients/{client}/profile/{section}/{question}/{answer}/withdraw": profile + "/goal/dream/" + nobody + "/withdraw",
		"GET /profile/{section}/{row}":                                          "/profile/history/" + row, "POST /profile/{section}/{row}": "/profile/history/" + row,
		"POST /profile/{section}/{row}/withdraw": "/profile/history/" + row + "/withdraw",
		"GET /clients/{client}/money":            moneyPage, "POST /clients/{client}/money": moneyPage,
		"GET /clients/{client}/money/facts": moneyPage + "/facts", "POST /clients/{client}/money/facts": moneyPage + "/facts",
		"GET /clients/{client}/money/facts/{question}":                    moneyPage + "/facts/home_cost",
		"POST /clients/{client}/money/facts/{question}/{answer}/withdraw": moneyPage + "/facts/home_cost/" + nobody + "/withdraw",
		"POST /clients/{client}/money/estimates":                          moneyPage + "/estimates",
		"GET /estimates/{estimate}":                                       "/estimates/" + estimate, "GET /estimates/{estimate}/copy": "/estimates/" + estimate + "/copy",
		"POST /estimates/{estimate}/withdraw": "/estimates/" + estimate + "/withdraw",
		"GET /calculator":                     "/calculator", "GET /calculator/{county}": "/calculator/suvanto", "POST /calculator/{county}": "/calculator/suvanto",
		"POST /setup/calculator": "/setup/calculator", "GET /setup/occupations": "/setup/occupations", "POST /setup/occupations": "/setup/occupations",
		"GET /setup/industries": "/setup/industries", "POST /setup/industries": "/setup/industries",
		"POST /setup/initials": "/setup/initials",
		"GET /log/meeting":     "/log/meeting", "POST /log/meeting": "/log/meeting",
		"GET /meetings/{meeting}": "/meetings/" + meeting, "POST /meetings/{meeting}": "/meetings/" + meeting,
		"POST /meetings/{meeting}/withdraw": "/meetings/" + meeting + "/withdraw", "POST /meetings/{meeting}/move": "/meetings/" + meeting + "/move",
		"GET /planned/{planned}": "/planned/" + planned, "POST /planned/{planned}": "/planned/" + planned, "POST /planned/{planned}/cancel": "/planned/" + planned + "/cancel",
		"GET /tasks/{task}": "/tasks/" + task, "POST /tasks/{task}": "/tasks/" + task, "POST /tasks/{task}/done": "/tasks/" + task + "/done",
		"POST /tasks/{task}/drop": "/tasks/" + task + "/drop",
		"GET /notes/{note}":       "/notes/" + note, "POST /notes/{note}": "/notes/" + note,
		"POST /notes/{note}/withdraw": "/notes/" + note + "/withdraw", "POST /notes/{note}/move": "/notes/" + note + "/move",
		"GET /employers": "/employers", "GET /employers/new": "/employers/new", "POST /employers/new": "/employers/new",
		"GET /employers/{employer}": "/employers/" + employer, "GET /employers/{employer}/edit": "/employers/" + employer + "/edit",
		"POST /employers/{employer}/edit": "/employers/" + employer + "/edit", "POST /employers/{employer}/stop": "/employers/" + employer + "/stop",
		"POST /employers/{employer}/allow": "/employers/" + employer + "/allow", "POST /employers/{employer}/join": "/employers/" + employer + "/join",
		"POST /employers/{employer}/withdraw": "/employers/" + employer + "/withdraw", "GET /log/notice": "/log/notice?employer=" + employer,
		"GET /log": "/log", "POST /log": "/log", "GET /log/employers": "/log/employers?employer_name=lä",
		"GET /contacts/{contact}": "/contacts/" + contact, "POST /contacts/{contact}": "/contacts/" + contact,
		"POST /contacts/{contact}/withdraw": "/contacts/" + contact + "/withdraw", "POST /contacts/{contact}/move": "/contacts/" + contact + "/move",
		"GET /care-teams": "/care-teams", "GET /care-teams/{care_team}": "/care-teams/" + care,
		"GET /care": "/care", "GET /care-teams/{care_team}/agenda": "/care-teams/" + care + "/agenda", "GET /interest": "/interest",
		"GET /care-teams/{care_team}/interest": list, "POST /care-teams/{care_team}/interest": list, "GET /care-teams/{care_team}/interest/months": list + "/months",
		"GET /unit-clients/{unit_client}": unitClient, "POST /unit-clients/{unit_client}": unitClient, "POST /unit-clients/{unit_client}/answer": unitClient + "/answer",
		"POST /unit-clients/{unit_client}/leave": unitClient + "/leave", "POST /unit-clients/{unit_client}/withdraw": unitClient + "/withdraw",
		"GET /needs": "/needs", "GET /needs/new": "/needs/new", "POST /needs/new": "/needs/new", "GET /needs/{survey}": survey, "POST /needs/{survey}": survey,
		"POST /needs/{survey}/links": survey + "/links", "POST /needs/{survey}/withdraw": survey + "/withdraw",
		"GET /answer/{token}": "/answer/nobodys", "POST /answer/{token}": "/answer/nobodys",
		"GET /care-messages/new": "/care-messages/new?care_team=" + care, "POST /care-messages/new": "/care-messages/new",
		"GET /care-messages/{message}": message, "POST /care-messages/{message}/done": message + "/done", "POST /care-messages/{message}/withdraw": message + "/withdraw",
		"GET /referrals/new": "/referrals/new", "POST /referrals/new": "/referrals/new", "GET /referrals/ask": "/referrals/ask", "POST /referrals/ask": "/referrals/ask",
		"GET /referrals/three-party": "/referrals/three-party", "POST /referrals/three-party": "/referrals/three-party",
		"GET /referrals/{referral}": "/referrals/" + referral, "GET /referrals/{referral}/write": "/referrals/" + referral + "/write",
		"POST /referrals/{referral}/write": "/referrals/" + referral + "/write", "GET /referrals/{referral}/drop": "/referrals/" + referral + "/drop",
		"POST /referrals/{referral}/drop": "/referrals/" + referral + "/drop", "GET /clients/{client}/receive": "/clients/" + queued + "/receive",
		"POST /clients/{client}/receive": "/clients/" + queued + "/receive", "GET /clients/{client}/return": "/clients/" + queued + "/return",
		"POST /clients/{client}/return": "/clients/" + queued + "/return", "POST /clients/{client}/take-back": "/clients/" + queued + "/take-back",
		"GET /team/work": "/team/work", "GET /team/supervision/new": "/team/supervision/new", "POST /team/supervision/new": "/team/supervision/new",
		"GET /supervision/{supervision}": "/supervision/" + guidance, "POST /supervision/{supervision}": "/supervision/" + guidance,
		"POST /supervision/{supervision}/withdraw": "/supervision/" + guidance + "/withdraw",
		"GET /care-teams/{care_team}/meeting":      "/care-teams/" + care + "/meeting", "POST /care-teams/{care_team}/meeting": "/care-teams/" + care + "/meeting",
		"GET /care-team-meetings/{meeting}": "/care-team-meetings/" + careMeeting, "POST /care-team-meetings/{meeting}": "/care-team-meetings/" + careMeeting,
		"POST /care-team-meetings/{meeting}/withdraw": "/care-team-meetings/" + careMeeting + "/withdraw",
		"GET /team/notes/new":                         "/team/notes/new", "POST /team/notes/new": "/team/notes/new",
		"GET /groups": "/groups", "GET /groups/agenda": "/groups/agenda?kind=joint_group", "POST /service-notes/{note}/actions": group + "/actions",
		"GET /group-actions/{action}": groupAction, "POST /group-actions/{action}": groupAction, "POST /group-actions/{action}/withdraw": groupAction + "/withdraw",
		"POST /group-actions/{action}/done": groupAction + "/done", "POST /group-actions/{action}/drop": groupAction + "/drop",
		"GET /service-notes/{note}": "/service-notes/" + deed, "POST /service-notes/{note}": "/service-notes/" + deed,
		"POST /service-notes/{note}/withdraw": "/service-notes/" + deed + "/withdraw",
		"GET /team/training/new":              "/team/training/new", "POST /team/training/new": "/team/training/new",
		"GET /trainings/{training}": "/trainings/" + training, "POST /trainings/{training}": "/trainings/" + training,
		"POST /trainings/{training}/withdraw": "/trainings/" + training + "/withdraw",
		"GET /funding":                        "/funding", "GET /funding/new": "/funding/new", "POST /funding/new": "/funding/new",
		"GET /funding/{funding}": funding, "POST /funding/{funding}": funding, "POST /funding/{funding}/withdraw": funding + "/withdraw",
		"GET /week": "/week", "POST /week": "/week",
		"GET /search": "/search", "POST /search": "/search",
		"GET /queue": "/queue", "GET /clients/{client}/assign": "/clients/" + queued + "/assign", "POST /clients/{client}/assign": "/clients/" + queued + "/assign",
		"GET /fidelity": "/fidelity", "GET /fidelity/{item}": "/fidelity/17",
		"GET /team/capacity": "/team/capacity", "GET /team": "/team", "GET /figures": "/figures", "GET /figures/rows/{figure}": "/figures/rows/active",
		"GET /figures/outcomes": "/figures/outcomes", "GET /figures/outcomes.csv": "/figures/outcomes.csv", "GET /figures/outcomes.xlsx": "/figures/outcomes.xlsx",
		"GET /figures/table.csv": "/figures/table.csv", "GET /figures/table.xlsx": "/figures/table.xlsx",
		"GET /import": "/import", "POST /import": "/import", "GET /import/template": "/import/template", "POST /import/export": "/import/export",
		"GET /import/{import}": "/import/" + nobody, "GET /import/{import}/progress": "/import/" + nobody + "/progress", "POST /import/{import}": "/import/" + nobody,
		"GET /import/{import}/faults": "/import/" + nobody + "/faults", "POST /import/{import}/drop": "/import/" + nobody + "/drop",
		"GET /audit":   "/audit",
		"GET /sign-in": "/sign-in", "POST /sign-in": "/sign-in", "GET /sign-in/code": "/sign-in/code", "POST /sign-in/code": "/sign-in/code",
		"POST /sign-in/demo": "/sign-in/demo", "GET /sign-in/link/{token}": "/sign-in/link/none", "POST /sign-in/link/{token}": "/sign-in/link/none",
		"GET /lock": "/lock", "POST /lock": "/lock", "POST /sign-out": "/sign-out", "POST /stay": "/stay",
		"GET /kept": "/kept", "POST /kept/{form}/drop": "/kept/" + nobody + "/drop",
		"GET /account": "/account", "POST /account/language": "/account/language", "POST /account/password": "/account/password",
		"POST /account/factor": "/account/factor", "POST /account/factor/confirm": "/account/factor/confirm", "POST /account/factor/drop": "/account/factor/drop",
		"POST /account/sessions/end": "/account/sessions/end", "POST /account/sessions/{session}/end": "/account/sessions/" + nobody + "/end",
		"GET /people": "/people", "GET /people/new": "/people/new", "POST /people/new": "/people/new",
		"GET /people/{person}": "/people/" + person, "POST /people/{person}/roles": "/people/" + person + "/roles",
		"POST /people/{person}/name": "/people/" + person + "/name",
		"GET /setup":                 "/setup", "GET /setup/areas": "/setup/areas", "POST /setup/areas": "/setup/areas", "POST /setup/areas/{area}/end": "/setup/areas/1/end",
		"GET /setup/programmes/new": "/setup/programmes/new", "POST /setup/programmes/new": "/setup/programmes/new",
		"GET /setup/programmes/{programme}": programme, "POST /setup/programmes/{programme}": programme, "POST /setup/programmes/{programme}/remove": programme + "/remove",
		"GET /setup/teams/new": "/setup/teams/new", "POST /setup/teams/new": "/setup/teams/new",
		"GET /setup/teams/{team}": team, "POST /setup/teams/{team}": team, "POST /setup/teams/{team}/remove": team + "/remove",
		"GET /setup/care-teams/new": "/setup/care-teams/new", "POST /setup/care-teams/new": "/setup/care-teams/new",
		"GET /setup/care-teams/{care_team}": careTeam, "POST /setup/care-teams/{care_team}": careTeam, "POST /setup/care-teams/{care_team}/remove": careTeam + "/remove",
		"POST /setup/care-teams/{care_team}/coaches":                  careTeam + "/coaches",
		"POST /setup/care-teams/{care_team}/coaches/{attendance}/end": careTeam + "/coaches/999/end",
		"POST /people/{person}/roles/{grant}/end":                     "/people/" + person + "/roles/999/end",
		"POST /people/{person}/invite":                                "/people/" + person + "/invite", "POST /people/{person}/reset": "/people/" + person + "/reset",
	}
}

// firstIn finds the first uid that a page links to under a path.
func firstIn(t *testing.T, page, path string) string {
	t.Helper()
	for rest := page; ; {
		i := strings.Index(rest, `href="`+path)
		if i < 0 {
			t.Fatalf("the page links to no %s", path)
		}
		rest = rest[i+len(`href="`+path):]
		if len(rest) > 26 && !strings.ContainsAny(rest[:26], `"/?&`) {
			return rest[:26]
		}
	}
}

// TestEveryRouteWithEveryRole asks for every route as every role of the demo,
// and as nobody, with an empty form where it takes one, and holds the answers
// against a table that is read by people: 200 and 303 are shown or done, 422 a
// form that is theirs to send, 403 and 404 are refused.
func TestEveryRouteWithEveryRole(t *testing.T) {
	w := newTown(t)
	paths := visits(t, w)
	roles := []string{coach, colleague, leader, careWorker, manager, reviewer, administrator, dpo, ""}
	var b strings.Builder
	b.WriteString("# What each role gets of each route\n\nAsked with an empty form; the client is one that the first coach coaches.\n\n")
	b.WriteString("| route | coach | colleague | team leader | care worker | manager | reviewer | administrator | data protection officer | nobody |\n|---|---|---|---|---|---|---|---|---|---|\n")
	routes := (&Server{App: w.app}).everyRoute()
	for n, route := range routes {
		path, known := paths[route.pattern]
		if !known {
			t.Errorf("route %q has no line in visits", route.pattern)
			continue
		}
		delete(paths, route.pattern)
		fmt.Fprintf(&b, "| %s ", route.pattern)
		for i, name := range roles {
			v := &visitor{t: t, town: w, lang: "fi"}
			if name != "" {
				v = w.as(t, name)
			}
			v.from = fmt.Sprintf("127.%d.%d.1:4000", n, i) // each its own, so that nobody is slowed down as a guesser
			method, _, _ := strings.Cut(route.pattern, " ")
			a := v.ask(method, path, url.Values{"login": {fmt.Sprintf("%d@example.org", i)}})
			if a.status >= http.StatusInternalServerError {
				t.Errorf("%s as %s: %d", route.pattern, name, a.status)
			}
			fmt.Fprintf(&b, "| %s ", said(a))
		}
		b.WriteString("|\n")
	}
	for pattern := range paths {
		t.Errorf("visits has a line for %q, which is no route", pattern)
	}
	golden(t, "testdata/routes.golden.md", b.String())
}

// said is an answer in the table; a redirect says where to, when it is the door.
func said(a answer) string {
	if a.status == http.StatusSeeOther && strings.HasPrefix(a.to, "/sign-in") {
		return "→ sign in"
	}
	return fmt.Sprint(a.status)
}

func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	gotLines, wantLines := strings.Split(got, "\n"), strings.Split(string(want), "\n")
	for i, line := range gotLines {
		if !slices.Contains(wantLines, line) {
			t.Errorf("line %d of %s is new:\n%s", i+1, file, line)
		}
	}
	for i, line := range wantLines {
		if !slices.Contains(gotLines, line) {
			t.Errorf("line %d of %s is gone:\n%s", i+1, file, line)
		}
	}
}

// supportPosted is a support plan as the form sends it, and talkPosted a talk.
func supportPosted(w *town) url.Values {
	return url.Values{"uid": {w.app.IDs().String()}, "on": {"2026-11-21"}, "places": {"phone"}, "call": {"Riikka 040 1"}, "early_signs": {"Uni menee"},
		"first_week": {"weekly"}, "first_month": {"weekly"}, "three_months": {"monthly"}, "later": {"monthly"}, "agreed": {"yes"}}
}

func talkPosted(w *town) url.Values {
	return url.Values{"uid": {w.app.IDs().String()}, "on": {"2026-11-21"}, "cause": {"wish"}, "outcome": {"goes_on"}, "present": {"client"}}
}
