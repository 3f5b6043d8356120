package html

import "strings"

// Tags by what they mean for text. These are never written to.
var (
	voids     = set("area base br col embed hr img input link meta param source track wbr")
	tableTags = set("tr td th tbody thead tfoot caption colgroup")
	blocks    = set(`address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure
		footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol p pre section summary table tbody tfoot thead tr ul`)
	// frames may be the main part of a page.
	frames = set("article body center div form main section table tbody tr td")

	// droppedTags hold no text of the document.
	droppedTags = set(`applet audio button canvas datalist embed footer frameset iframe map math nav noembed noframes noscript object
		option rp rt script select style svg template textarea title video xml`)
	// droppedNames are ids and classes of parts around a document.
	droppedNames = set(`nav navbar navigation menu footer foot page-footer copyright breadcrumb breadcrumbs crumb crumbs bread
		share sharebox share-box share_box shares fenxiang social social-share bshare-custom jiathis_style
		bdsharebuttonbox bdshare bdshare-button-style0-16 bdshare_t sidebar sider qrcode erweima ewm pagination
		toolbar print-btn fontsize font-size sitemap friendlink`)
)

// isDropped says that n is no part of a document.
func isDropped(n *node) bool {
	if droppedTags[n.tag] {
		return true
	}
	if n.attrs == nil {
		return false
	}
	if droppedNames[strings.ToLower(n.attrs.id)] {
		return true
	}
	for class := range strings.FieldsSeq(n.attrs.class) {
		if droppedNames[strings.ToLower(class)] {
			return true
		}
	}
	return false
}

// containers are the elements in which the systems of Chinese government sites
// put the text of a document: the likeliest first.
var containers = []string{
	"#UCAP-CONTENT", "#zoom", "#Zoom", ".TRS_UEDITOR", ".TRS_Editor", "#vsb_content", ".v_news_content", ".Custom_UnionStyle",
	"#articleContent", "#ArticleContent", ".article-content", ".article_content", ".articleContent", ".wp_articlecontent",
	".pages_content", ".xxgk_content", ".zw_content", ".zwgk_content", ".news_content", ".newsContent", ".content_article",
	".detail-content", ".detail_content", ".text-content", ".con_text", ".view", "#content_body", "#mainText",
}
