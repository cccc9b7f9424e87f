package sample

// entries are what people write into the fields of a case.
var entries = map[string]string{
	"survey": "现场具备供电条件，就近接入公变", "scheme": "由现有公变低压出线供电，单相 220V", "meter_no": "M00000000", "contract_no": "HT-2025-0001",
	"eligibility": "符合办理条件，无欠费", "readings": "止码 03215", "confirmed_by": "本人", "finding": "与相关班组研究，具备条件", "verified": "核实属实",
	"cause": "接户线接头松动", "crew": "抢修一班", "handled": "更换接头，恢复供电", "site": "现场核查与反映一致", "laboratory": "误差合格", "unit": "营业班",
	"verification": "与经办人核实，情况属实", "measures": "当面致歉并重新培训", "contacted_at": "受理当日", "arrived_at": "到达及时", "restored_at": "已恢复",
	"new_name": "新户主", "new_address": "同村 3 组", "designer": "某设计院（乙级）", "builder": "某安装公司（四级）", "completion_opinion": "检验合格",
	"outage_plan": "随台区计划停电", "file_no": "DA-0001", "purpose": "居民生活",
}

// Words is what a clerk writes into a field of a case.
func Words(field string) string {
	if text, ok := entries[field]; ok {
		return text
	}
	return "已办理"
}

var (
	changes = []string{"房屋已过户，申请用电过户", "淡季停产，申请暂停用电", "房屋改建，申请移表", "房屋拆除，申请销户"}
	wishes  = []string{"建议营业厅增设老年人座位", "台区经理上门及时，服务热情", "希望停电前一天再短信提醒一次", "建议线上办理增加彝语说明"}
)
