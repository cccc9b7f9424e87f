package synchronise_test

import (
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"

	"lamplighter/app"
	"lamplighter/data/datatest"
	"lamplighter/screens/background"
	"lamplighter/screens/screentest"
	"lamplighter/screens/synchronise"
)

func TestGallery(t *testing.T) {
	folder := screentest.Gallery(t)
	size := screentest.Size(1190, 640)
	for name, options := range screentest.Dresses(size) {
		t.Run(name, func(t *testing.T) {
			s := sit(t, background.Inline(), name[:2], options...)
			shot := func(what string) { s.page.Shot(filepath.Join(folder, "sync-"+what+"-"+name+".png")) }
			s.Differ(t, s.customer, func(c *app.Customer, whose string) { noted(c, whose); graded(c, whose) })
			s.Found, s.State.Partners, s.State.Unsent = preview(s), partners(), 31
			s.State.Missing = s.Found.Missing
			s.Places = append(s.Places, app.SyncPlace{Path: "/media/hall/王工的盘", Removable: true, Free: 31_000_000_000}, app.SyncPlace{Path: "/media/hall/OLD", Removable: true, Gone: true})
			s.Result = app.SyncResult{Taken: packages()[:1], Written: packages()[1:2], Files: app.FilesMoved{In: 3, Out: 1}}
			s.exchange()
			shot("start")
			s.page.Press("Enter")
			shot("preview")
			s.page.Press("Enter")
			shot("done-conflicts")
			s.page.Press("Ctrl+G")
			shot("rule")
			s.page.Press("Escape")
			s.page.TypeHere("1")
			s.page.Press("Ctrl+N")
			shot("write")
			s.page.Press("Escape")
			s.page.TypeHere("0")
			s.page.TypeHere("1")
			shot("decided")
			s.page.Press("Enter")
			shot("done")

			s.Known, s.Kept = packages(), kept()
			for what, page := range map[string]interface {
				Content() fyne.CanvasObject
				Reload()
				Focus()
			}{"packages": synchronise.NewPackages(s.desk, s), "quarantine": synchronise.NewQuarantine(s.desk, s), "inbox-empty": synchronise.NewInbox(s.desk, s)} {
				s.page.Show(page.Content())
				page.Reload()
				page.Focus()
				shot(what)
				if what == "packages" {
					s.page.Press("Enter")
					shot("package")
					s.page.Press("Escape")
				}
			}
			s.State.Missing, s.State.Leaving = nil, []app.AreaLeaving{{Area: 77, Unit: "普威供电所", Waits: 3}}
			s.Found.Anew = app.SnapshotFound{Path: "a.lampsnap", At: datatest.Now().UnixMilli() - 3600_000, Maker: "大厅电脑"}
			s.Found.Files = app.FilesMoved{In: 3, InBytes: 2_400_000, Out: 1, OutBytes: 310_000, Awaited: 1}
			s.exchange().OnAnew = func(string) {}
			shot("start-leaving")
			s.page.Press("Enter")
			shot("preview-anew")
			s.page.Press("Ctrl+G")
			shot("anew")
			s.page.Press("Escape")
			s.Places, s.State = nil, app.SyncState{Code: s.State.Code}
			s.exchange()
			shot("start-empty")
		})
	}
}
