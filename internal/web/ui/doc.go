// Package ui holds the parts that every page is made of: the shell, cards,
// rows, fields, tables, charts. A part takes ready strings, small structs and
// children; it knows no language, no database and no request. What is said,
// linked and counted is decided by the page.
//
// A page nests parts and fills their slots with children:
//
//	templ Today(v TodayView) {
//		@ui.Page(v.Shell) {
//			@ui.Head(ui.HeadProps{Title: v.Title, Sub: v.Summary}) {
//				@ui.LinkButton(ui.Link{Href: "/log", Text: v.Log}, ui.Filled)
//			}
//			@ui.Columns() {
//				@ui.Stack() {
//					@ui.Card(ui.CardProps{Title: v.Meetings, Link: ui.Link{Href: "/week", Text: v.Week}}) {
//						@ui.Rows() {
//							for _, m := range v.List {
//								@ui.Row(ui.RowProps{Time: m.Time, Name: m.Name, Why: m.Why,
//									Action: ui.Link{Href: m.Href, Text: v.Open}})
//							}
//						}
//					}
//				}
//				@ui.Stack() {
//					@ui.Card(ui.CardProps{Title: v.WeeklySix}) {
//						@ui.Bars(v.Bars)
//					}
//				}
//			}
//		}
//	}
//
// Every part works without JavaScript, carries no inline style or script, and
// is drawn by the style sheet in internal/web/assets. A field's id is its name
// unless told otherwise, so an error summary can link to it.
package ui
