package words_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lamplighter/app"
	"lamplighter/screens/words"
)

// permissionsRewritten says that the printed tables are written anew.
const permissionsRewritten = "LAMPLIGHTER_GOLDEN"

func TestThePrintedTableOfPermissionsIsThatOfTheProgram(t *testing.T) {
	for _, doc := range []struct{ language, file, title, about, matter string }{
		{
			words.English, "permissions.md", "Roles and permissions",
			"Who may do what, and how far it reaches. The program asks this table at each verb and each read; it is printed from the program itself. " +
				"Whoever has several roles may what each of them may. A unit is a person's own and those below it; own is what somebody is responsible for or stands in for today, and the cases he handles or accepted. " +
				"Nobody has a right that stands in no cell, but for what everybody needs: the names of the company and the knowledge base.",
			"Matter",
		},
		{
			words.Chinese, "permissions.zh-CN.md", "角色与权限",
			"谁可以做什么，范围多大。程序在每次操作和每次读取时都按此表判断，本表由程序生成。一人多个角色时，权限为各角色之和。" +
				"“本单位”指本人所在单位及其下级；“本人”指当日由本人负责或代理的客户，以及本人经办或受理的工单。除人人需要的单位人员名称和知识库外，表中没有的权限谁也没有。",
			"事项",
		},
	} {
		use(t, doc.language)
		var b strings.Builder
		fmt.Fprintf(&b, "# %s\n\n%s\n\n| %s |", doc.title, doc.about, doc.matter)
		for _, role := range app.Roles() {
			fmt.Fprintf(&b, " %s |", words.Role(role))
		}
		b.WriteString("\n|" + strings.Repeat("---|", len(app.Roles())+1) + "\n")
		for _, m := range app.Matters() {
			fmt.Fprintf(&b, "| %s |", words.Matter(m))
			for _, role := range app.Roles() {
				fmt.Fprintf(&b, " %s |", words.Permission(app.Permitted(m, role)))
			}
			b.WriteString("\n")
		}
		path := filepath.Join("..", "..", "docs", doc.file)
		if os.Getenv(permissionsRewritten) != "" {
			if err := os.WriteFile(path, []byte(b.String()), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if kept, err := os.ReadFile(path); err != nil || string(kept) != b.String() {
			t.Errorf("docs/%s is not what the program does; write it anew with %s=1: %v", doc.file, permissionsRewritten, err)
		}
	}
}

func TestEachMatterLetterAndExtentHasWords(t *testing.T) {
	for _, language := range []string{words.English, words.Chinese} {
		use(t, language)
		for _, m := range app.Matters() {
			if words.Matter(m) == string(m) {
				t.Errorf("in %s the matter %s has no words", language, m)
			}
			for _, role := range app.Roles() {
				p := app.Permitted(m, role)
				if p.Extent != "" && language == words.Chinese && words.Extent(p.Extent) == string(p.Extent) {
					t.Errorf("in %s the extent %s has no words", language, p.Extent)
				}
				if got := words.Letters(p.Letters); p.Letters != "" && strings.ContainsAny(got, "RCUAXPVSK") {
					t.Errorf("in %s the letters %s read %q", language, p.Letters, got)
				}
			}
		}
	}
}
