package web

import (
	"net/http"
	"slices"

	"sijoita/access"
	"sijoita/internal/web/assets"
)

// route is one line of the site: how it is asked for, who must be there to
// ask, and the use case's action that a person must be able to do somewhere
// (the use case itself decides for the very thing). A test drives every line
// with every role; a line without its row there fails.
type route struct {
	pattern string
	guard   guard
	handle  handler
}

// guard says who may come as far as the handler.
type guard int

const (
	open     guard = iota // anybody: signing in, the health check
	signedIn              // a person with a session that is not locked
)

func (s *Server) list() []route {
	return []route{
		{"GET /{$}", signedIn, s.handleHome},
		{"POST /language", open, s.handleLanguage},

		{"GET /today", signedIn, s.handleToday},
		{"GET /calendar", signedIn, s.handleCalendar},
		{"POST /calendar/feed", signedIn, s.handleMakeCalendarFeed},
		{"POST /calendar/feed/end", signedIn, s.handleEndCalendarFeed},
		{"GET /feeds/{token}", open, s.handleFeed},
		{"GET /clients", signedIn, s.handleCaseload},
		{"GET /clients/{client}", signedIn, s.handleClient},
		{"GET /clients/{client}/revealed", signedIn, s.handleClient},
		{"GET /clients/{client}/lookers", signedIn, s.handleLookers},
		{"GET /clients/{client}/consents", signedIn, s.handleConsents},
		{"POST /clients/{client}/consents", signedIn, s.handleAnswerConsents},
		{"GET /clients/{client}/consents/sheet", signedIn, s.handleConsentSheet},
		{"POST /clients/{client}/consents/{consent}/withdraw", signedIn, s.handleWithdrawConsent},
		{"GET /clients/{client}/details", signedIn, s.handleDetails},
		{"POST /clients/{client}/details", signedIn, s.handleCorrectDetails},
		{"GET /clients/{client}/safety", signedIn, s.handleSafety},
		{"POST /clients/{client}/safety/order", signedIn, s.handleOrderNonDisclosure},
		{"POST /clients/{client}/safety/bans", signedIn, s.handleBanStaff},
		{"POST /clients/{client}/safety/bans/{staff}/lift", signedIn, s.handleLiftBan},
		{"GET /clients/{client}/merge", signedIn, s.handleMerging},
		{"POST /clients/{client}/merge", signedIn, s.handleProposeMerge},
		{"POST /clients/{client}/merge/find", signedIn, s.handleFindDouble},
		{"POST /merges/{merge}/confirm", signedIn, s.handleConfirmMerge},
		{"POST /merges/{merge}/drop", signedIn, s.handleDropMerge},
		{"POST /merges/{merge}/undo", signedIn, s.handleProposeUnmerge},
		{"GET /clients/{client}/start", signedIn, s.handleEpisodeStart},
		{"POST /clients/{client}/start", signedIn, s.handleStartEpisode},
		{"GET /clients/{client}/suitability", signedIn, s.handleSuitabilityForm},
		{"POST /clients/{client}/suitability", signedIn, s.handleNoteSuitability},
		{"GET /clients/{client}/pause", signedIn, s.offer(pauseDeed)},
		{"POST /clients/{client}/pause", signedIn, s.take(pauseDeed)},
		{"GET /clients/{client}/resume", signedIn, s.offer(resumeDeed)},
		{"POST /clients/{client}/resume", signedIn, s.take(resumeDeed)},
		{"GET /clients/{client}/check", signedIn, s.offer(checkDeed)},
		{"POST /clients/{client}/check", signedIn, s.take(checkDeed)},
		{"GET /clients/{client}/agreement", signedIn, s.offer(agreementDeed)},
		{"POST /clients/{client}/agreement", signedIn, s.take(agreementDeed)},
		{"GET /clients/{client}/agreement/sheet", signedIn, s.handleAgreementSheet},
		{"GET /clients/{client}/coach", signedIn, s.offer(coachDeed)},
		{"POST /clients/{client}/coach", signedIn, s.take(coachDeed)},
		{"GET /clients/{client}/care-team", signedIn, s.offer(careTeamDeed)},
		{"POST /clients/{client}/care-team", signedIn, s.take(careTeamDeed)},
		{"GET /clients/{client}/end", signedIn, s.offer(endDeed)},
		{"POST /clients/{client}/end", signedIn, s.take(endDeed)},
		{"GET /clients/{client}/comeback", signedIn, s.offer(returnDeed)},
		{"POST /clients/{client}/comeback", signedIn, s.take(returnDeed)},
		{"GET /clients/{client}/placements/new", signedIn, s.handleNewPlacement},
		{"POST /clients/{client}/placements/new", signedIn, s.handleStartPlacement},

		{"GET /clients/{client}/plan", signedIn, s.handlePlans},
		{"GET /clients/{client}/plan/new", signedIn, s.handleSearchPlanForm},
		{"POST /clients/{client}/plan/new", signedIn, s.handlePlanSearch},
		{"GET /placements/{placement}/support", signedIn, s.handleSupport},
		{"GET /placements/{placement}/support/new", signedIn, s.handleSupportForm},
		{"POST /placements/{placement}/support/new", signedIn, s.handlePlanSupport},
		{"GET /support-plans/{support}", signedIn, s.handleSupportPlan},
		{"POST /support-plans/{support}", signedIn, s.handleCorrectSupport},
		{"POST /support-plans/{support}/withdraw", signedIn, s.handleWithdrawSupport},
		{"GET /support-plans/{support}/sheets/{sheet}", signedIn, s.handleSupportSheet},
		{"GET /clients/{client}/talk/new", signedIn, s.handleClosingTalkForm},
		{"POST /clients/{client}/talk/new", signedIn, s.handleNoteClosingTalk},
		{"GET /talks", signedIn, s.handleToTalk},
		{"GET /talks/{talk}", signedIn, s.handleClosingTalk},
		{"POST /talks/{talk}", signedIn, s.handleCorrectClosingTalk},
		{"POST /talks/{talk}/withdraw", signedIn, s.handleWithdrawClosingTalk},
		{"GET /episodes/{episode}/closing", signedIn, s.handleClosingText},
		{"GET /plans/{plan}", signedIn, s.handlePlan},
		{"POST /plans/{plan}", signedIn, s.handleCorrectPlan},
		{"POST /plans/{plan}/withdraw", signedIn, s.handleWithdrawPlan},

		{"GET /notices", signedIn, s.handleNotices},
		{"POST /notices/read", signedIn, s.handleReadNotices},
		{"POST /notices/mail", signedIn, s.handleChooseMail},
		{"POST /notices/{notice}", signedIn, s.handleOpenNotice},
		{"GET /mail", signedIn, s.handleMail},
		{"POST /mail", signedIn, s.handleTryMail},

		{"GET /clients/{client}/setback", signedIn, s.handleSetbackForm},
		{"POST /clients/{client}/setback", signedIn, s.handleTellSetback},
		{"GET /setbacks/{setback}", signedIn, s.handleSetback},
		{"POST /setbacks/{setback}", signedIn, s.handleCorrectSetback},
		{"POST /setbacks/{setback}/withdraw", signedIn, s.handleWithdrawSetback},
		{"GET /clients/{client}/partners", signedIn, s.handlePartners},
		{"GET /partners/{partner}/talk", signedIn, s.handlePartnerForm},
		{"POST /partners/{partner}/talk", signedIn, s.handleMeetPartner},
		{"GET /partner-talks/{talk}", signedIn, s.handlePartnerTalk},
		{"POST /partner-talks/{talk}", signedIn, s.handleCorrectPartnerTalk},
		{"POST /partner-talks/{talk}/withdraw", signedIn, s.handleWithdrawPartnerTalk},
		{"GET /clients/{client}/record", signedIn, s.handleRecordTexts},
		{"GET /clients/{client}/record/new", signedIn, s.handleRecordForm},
		{"POST /clients/{client}/record/new", signedIn, s.handleWriteRecordText},
		{"GET /record-texts/{text}", signedIn, s.handleRecordText},
		{"POST /record-texts/{text}", signedIn, s.handleEditRecordText},
		{"POST /record-texts/{text}/carry", signedIn, s.handleCarryRecordText},
		{"POST /record-texts/{text}/withdraw", signedIn, s.handleWithdrawRecordText},

		{"GET /episodes/{episode}", signedIn, s.handleEpisode},
		{"POST /episodes/{episode}/told", signedIn, s.handleToldCareTeam},
		{"POST /episodes/{episode}/reopen", signedIn, s.handleReopenEpisode},
		{"GET /suitability/{suitability}", signedIn, s.handleSuitability},
		{"POST /suitability/{suitability}", signedIn, s.handleCorrectSuitability},
		{"POST /suitability/{suitability}/withdraw", signedIn, s.handleWithdrawSuitability},

		{"GET /placements/{placement}", signedIn, s.handlePlacement},
		{"POST /placements/{placement}", signedIn, s.handleCorrectPlacement},
		{"GET /placements/{placement}/change", signedIn, s.handlePlacementChange},
		{"POST /placements/{placement}/change", signedIn, s.handleChangePlacement},
		{"GET /placements/{placement}/subsidy", signedIn, s.handlePlacementSubsidy},
		{"POST /placements/{placement}/subsidy", signedIn, s.handleAddSubsidy},
		{"GET /placements/{placement}/decision", signedIn, s.handlePlacementDecision},
		{"POST /placements/{placement}/decision", signedIn, s.handleNoteDecisions},
		{"GET /placements/{placement}/follow", signedIn, s.handlePlacementFollow},
		{"POST /placements/{placement}/follow", signedIn, s.handleFollowPlacement},
		{"GET /placements/{placement}/end", signedIn, s.handlePlacementEnd},
		{"POST /placements/{placement}/end", signedIn, s.handleEndPlacement},
		{"POST /placements/{placement}/withdraw", signedIn, s.handleWithdrawPlacement},
		{"POST /placements/{placement}/move", signedIn, s.handleMovePlacement},

		{"GET /clients/{client}/meetings/new", signedIn, s.handlePlanForm},
		{"POST /clients/{client}/meetings/new", signedIn, s.handlePlanMeeting},
		{"GET /clients/{client}/tasks", signedIn, s.handleClientsList},
		{"GET /clients/{client}/tasks/new", signedIn, s.handleTaskForm},
		{"POST /clients/{client}/tasks/new", signedIn, s.handleAgreeTask},
		{"GET /clients/{client}/notes/new", signedIn, s.handleNoteForm},
		{"POST /clients/{client}/notes/new", signedIn, s.handleWriteNote},

		{"GET /log/meeting", signedIn, s.handleMeetingForm},
		{"POST /log/meeting", signedIn, s.handleLogMeeting},
		{"GET /meetings/{meeting}", signedIn, s.handleMeeting},
		{"POST /meetings/{meeting}", signedIn, s.handleCorrectMeeting},
		{"POST /meetings/{meeting}/withdraw", signedIn, s.handleWithdrawMeeting},
		{"POST /meetings/{meeting}/move", signedIn, s.handleMoveMeeting},
		{"GET /planned/{planned}", signedIn, s.handlePlanned},
		{"POST /planned/{planned}", signedIn, s.handleReplanMeeting},
		{"POST /planned/{planned}/cancel", signedIn, s.handleCancelMeeting},
		{"GET /tasks/{task}", signedIn, s.handleTask},
		{"POST /tasks/{task}", signedIn, s.handleChangeTask},
		{"POST /tasks/{task}/done", signedIn, s.handleTickTask},
		{"POST /tasks/{task}/drop", signedIn, s.handleDropTask},
		{"GET /notes/{note}", signedIn, s.handleNote},
		{"POST /notes/{note}", signedIn, s.handleCorrectNote},
		{"POST /notes/{note}/withdraw", signedIn, s.handleWithdrawNote},
		{"POST /notes/{note}/move", signedIn, s.handleMoveNote},

		{"GET /employers", signedIn, s.handleEmployers},
		{"GET /employers/new", signedIn, s.handleNewEmployer},
		{"POST /employers/new", signedIn, s.handleAddEmployer},
		{"GET /employers/{employer}", signedIn, s.handleEmployer},
		{"GET /employers/{employer}/edit", signedIn, s.handleEditEmployer},
		{"POST /employers/{employer}/edit", signedIn, s.handleCorrectEmployer},
		{"POST /employers/{employer}/stop", signedIn, s.handleStopContacts},
		{"POST /employers/{employer}/allow", signedIn, s.handleAllowContacts},
		{"POST /employers/{employer}/join", signedIn, s.handleJoinEmployers},
		{"POST /employers/{employer}/withdraw", signedIn, s.handleWithdrawEmployer},

		{"GET /log", signedIn, s.handleContactForm},
		{"POST /log", signedIn, s.handleLogContact},
		{"GET /log/employers", signedIn, s.handleFindEmployers},
		{"GET /log/notice", signedIn, s.handleEmployerNotice},
		{"GET /contacts/{contact}", signedIn, s.handleContact},
		{"POST /contacts/{contact}", signedIn, s.handleCorrectContact},
		{"POST /contacts/{contact}/withdraw", signedIn, s.handleWithdrawContact},
		{"POST /contacts/{contact}/move", signedIn, s.handleMoveContact},

		{"GET /care-teams", signedIn, s.handleCareTeams},
		{"GET /care-teams/{care_team}", signedIn, s.handleCareTeam},
		{"GET " + pathRefer, signedIn, s.handleReferralForm},
		{"POST " + pathRefer, signedIn, s.handleRefer},
		{"GET " + pathAsk, signedIn, s.handleReferralForm},
		{"POST " + pathAsk, signedIn, s.handleRefer},
		{"GET " + pathThreeParty, signedIn, s.handleThreePartyForm},
		{"POST " + pathThreeParty, signedIn, s.handleThreeParty},
		{"GET /referrals/{referral}", signedIn, s.handleReferral},
		{"GET /referrals/{referral}/write", signedIn, s.handleWriteForm},
		{"POST /referrals/{referral}/write", signedIn, s.handleWriteAsked},
		{"GET /referrals/{referral}/drop", signedIn, s.handleDropForm},
		{"POST /referrals/{referral}/drop", signedIn, s.handleDropAsked},
		{"GET /clients/{client}/receive", signedIn, s.handleReceiveForm},
		{"POST /clients/{client}/receive", signedIn, s.handleReceive},
		{"GET /clients/{client}/return", signedIn, s.handleReturnForm},
		{"POST /clients/{client}/return", signedIn, s.handleReturnReferral},
		{"POST /clients/{client}/take-back", signedIn, s.handleTakeBack},

		{"GET /search", signedIn, s.handleSearchPage},
		{"POST /search", signedIn, s.handleSearch},
		{"GET /queue", signedIn, s.handleQueue},
		{"GET /clients/{client}/assign", signedIn, s.handleAssignPage},
		{"POST /clients/{client}/assign", signedIn, s.handleAssignCoach},
		{"GET /team", signedIn, s.handleTeam},
		{"GET " + pathCapacity, signedIn, s.handleCapacity},
		{"GET /fidelity", signedIn, s.handleFidelity},
		{"GET /fidelity/{item}", signedIn, s.handleFidelityRows},
		{"GET /figures", signedIn, s.handleFigures},
		{"GET /figures/outcomes", signedIn, s.handleOutcomes},
		{"GET /figures/outcomes.csv", signedIn, s.handleOutcomesCSV},
		{"GET /figures/outcomes.xlsx", signedIn, s.handleOutcomesXLSX},
		{"GET /figures/rows/{figure}", signedIn, s.handleFigureRows},
		{"GET /figures/table.csv", signedIn, s.handleFiguresCSV},
		{"GET /figures/table.xlsx", signedIn, s.handleFiguresXLSX},

		{"GET /import", signedIn, s.handleImports},
		{"POST " + uploadPath, signedIn, s.handleStageImport},
		{"GET /import/template", signedIn, s.handleImportTemplate},
		{"POST /import/export", signedIn, s.handleExportRecords},
		{"GET /import/{import}", signedIn, s.handleStagedImport},
		{"GET /import/{import}/progress", signedIn, s.handleImportProgress},
		{"POST /import/{import}", signedIn, s.handleConfirmImport},
		{"GET /import/{import}/faults", signedIn, s.handleImportFaults},
		{"POST /import/{import}/drop", signedIn, s.handleDropImport},

		{"GET /audit", signedIn, s.handleAudit},
	}
}

// everyRoute lists every page of the site and everything that its forms do.
func (s *Server) everyRoute() []route {
	return slices.Concat(s.list(), s.reviewRoutes(), s.profileRoutes(), s.moneyRoutes(), s.calculatorRoutes(), s.counsellingRoutes(), s.peopleRoutes(), s.setUpRoutes(), s.teamworkRoutes(), s.leadRoutes(), s.careRoutes(), s.fundingRoutes(), s.subsidyTermsRoutes(), s.demoRoutes())
}

func (s *Server) routes() http.Handler {
	mux := http.NewServeMux()
	for _, route := range s.everyRoute() {
		mux.Handle(route.pattern, s.serve(route))
	}
	mux.Handle("GET /assets/", assets.Handler())
	mux.HandleFunc("GET /health", s.handleHealth)
	mux.Handle("/", s.serve(route{"/", open, handleNothing}))
	return mux
}

var homes = []struct {
	action access.Action
	path   string
}{
	{access.ReadToday, "/today"}, {access.KeepInterest, "/care"}, {access.ReadClient, "/clients"}, {access.ReadFigures, "/figures"},
	{access.ReadReview, "/reviews"}, {access.ManagePeople, "/people"}, {access.ReadLog, "/audit"},
}

// handleHome leads to the page that this person comes for.
func (s *Server) handleHome(w http.ResponseWriter, r *http.Request) error {
	v := visitOf(r)
	for _, h := range homes {
		if canReach(v, h.action) {
			http.Redirect(w, r, h.path, http.StatusSeeOther)
			return nil
		}
	}
	http.Redirect(w, r, "/account", http.StatusSeeOther)
	return nil
}
