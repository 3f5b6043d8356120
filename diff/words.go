package diff

// Words that matching needs. They say what a name is made of and stand here, not
// in the lexicon, because no text is read by them.

// levels are the words that a party's name may open with, longest first.
var levels = []string{"自治区", "自治州", "自治县", "国家", "地区", "街道", "省", "市", "县", "区", "州", "盟", "旗", "镇", "乡"}

// wholes say that the whole place is meant: 全市粮食产量 is 粮食产量.
var wholes = []string{"全国", "全省", "全市", "全县", "全区", "全州", "全旗", "全镇", "全乡", "我省", "我市", "我县", "我区", "本市", "本县", "本区", "全域", "辖区"}

// qualifiers narrow what is measured. Two indicators of which only one has such a
// word are not the same.
var qualifiers = []string{
	"国家级", "省级", "市级", "县级", "区级", "镇级", "乡级", "村级", "省部级", "全国",
	"农村", "城镇", "城市", "城乡", "新增", "存量", "其中", "平均", "最高", "最低", "一级", "二级", "三级", "四级", "五级",
	"一般", "重大", "较大", "重点", "优质", "绿色", "有机", "新建", "改建", "扩建", "改扩建", "在建", "储备",
	"小学", "初中", "高中", "幼儿", "老年", "儿童", "男", "女", "境内", "境外", "国内", "国际", "省外", "县外", "市外",
	"第一产业", "第二产业", "第三产业", "规上", "限上", "公共", "民营", "国有", "非",
}

// denominators open the name of what is counted per something else.
var denominators = []string{"人均", "户均", "亩均", "地均", "村均", "单位", "日均", "月均", "年均", "每"}

// synonyms are forms of one word.
var synonyms = []string{"规模以上", "规上", "限额以上", "限上", "GDP", "地区生产总值"}

// lowerBetter are words of indicators of which less is better.
var lowerBetter = []string{
	"能耗", "电耗", "水耗", "煤耗", "消耗", "耗能", "碳排放", "排放", "浓度", "污染", "漏损", "损耗", "损失",
	"死亡", "伤亡", "事故", "案件", "发案", "火灾", "受害率", "发生率", "发病", "患病", "感染", "缺陷", "早产",
	"债务", "负债", "赤字", "不良", "逾期", "拖欠", "欠薪", "失业", "辍学", "流失", "空置", "撂荒", "闲置", "缺口", "退保",
	"贫困", "恩格尔系数", "消费价格", "物价", "涨幅", "成本", "费用", "开支", "三公", "时限", "用时", "耗时", "时长", "时间", "环节", "跑动次数", "等候",
	"投诉", "信访", "举报", "差错", "故障", "停电", "断水", "超标", "超限", "劣", "用量", "施用量", "使用量", "开采量", "取水量", "用水量", "班额", "收费", "价格", "税负", "差距", "比差", "收入比", "生师比",
	"能源消费", "煤炭消费", "消费总量", "消费量", "占用", "排名", "位次", "名次",
}

// cleaner are words of what takes the place of such things: 非化石能源消费比重.
var cleaner = []string{"非化石", "可再生", "再生水", "清洁", "新能源", "绿色", "绿电", "文化", "旅游", "信息"}

// places are words of indicators whose level is a place in a row: the first is the
// best, but to go up by more is better.
var places = []string{"排名", "位次", "名次"}

// severalYears are words of headings of a report under which results are those of
// several years, and outlook of headings under which it says what is to come.
var (
	severalYears = []string{"五年", "时期", "以来", "十二五", "十三五", "十四五", "十五五", "十六五"}
	outlook      = []string{"打算", "下一步", "下步", "下一阶段", "目标任务", "主要目标", "工作安排", "工作思路", "努力方向"}
)
