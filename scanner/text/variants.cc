// Old forms and variants of kanji -> the form that dictionaries use.
//
// Source: the 康熙字典体 beside the 常用漢字表 (内閣告示第2号, 2010) and the 人名用漢字別表
// (戸籍法施行規則 別表第二) with their plain forms, and the variants that occur in family names
// (髙﨑邉濵𠮷). Pairs of (variant, plain), sorted by variant.
#include "scanner/text/variants.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <string_view>

namespace sumikeshi {
namespace {

constexpr std::u32string_view kPairs =
    U"乘乗亂乱亙亘亞亜佛仏來来俱倶倂併假仮傳伝僞偽價価儉倹兒児內内兩両册冊冨富冰氷冱冴"
    U"凜凛剩剰剱剣劍剣劑剤劒剣劔剣勞労勳勲勵励勸勧區区卷巻卽即參参吳呉吴呉吿告啞唖單単"
    U"噓嘘嚙噛嚴厳囊嚢囑嘱囓噛囘回圈圏國国圍囲圓円圖図團団堯尭堽岡塡填塲場增増墮堕壓圧"
    U"壘塁壞壊壤壌壯壮壹壱壺壷壽寿夛多奧奥奬奨姙妊姬姫娛娯嫺嫻孃嬢學学寃冤寢寝實実寫写"
    U"寬寛寶宝尅剋將将專専對対尙尚屆届屛屏屢屡屬属峩峨峯峰峽峡崗岡嵜崎嶋島嶌島嶽岳巖巌"
    U"巢巣帋紙帶帯庿廟廢廃廣広廳庁弉奘彈弾彌弥彎弯徑径從従德徳恆恒恠怪悅悦悳徳惠恵惡悪"
    U"惱悩愼慎慘惨應応懷懐戀恋戰戦戲戯戶戸户戸戾戻拂払拔抜拜拝挾挟插挿揭掲搔掻搖揺搜捜"
    U"擇択擔担據拠擧挙擴拡攝摂攢攅攪撹收収效効敍叙敎教數数斈学斷断旙幡旣既昻昂昿曠晉晋"
    U"晚晩晝昼晧皓暎映曆暦曉暁曵曳曺曹曻昇曾曽會会查査柹柿栁柳桒桑桺柳條条棊棋棧桟榮栄"
    U"槇槙槗橋槪概樂楽樐櫓樓楼樞枢樣様橫横檜桧檢検櫻桜權権欝鬱欵款歐欧歡歓步歩歲歳歷歴"
    U"歸帰殘残殼殻毆殴每毎氣気汙汚沒没泪涙涉渉涌湧淚涙淨浄淸清淺浅渊淵渕淵渴渇溪渓溫温"
    U"滯滞滿満潑溌潛潜澁渋澤沢濕湿濟済濤涛濱浜濵浜瀆涜瀦潴瀧滝瀨瀬灌潅灣湾煕熙熈熙燈灯"
    U"燒焼燗爛營営爐炉爭争爲為牀床犂犁犧犠狀状狹狭獨独獵猟獸獣獻献瑤瑶瓣弁甁瓶產産畍界"
    U"畧略畫画畴疇當当疊畳瘉癒瘦痩癈廃癎癇癡痴發発皃貌皷鼓盃杯盖蓋盜盗盡尽眞真睿叡矦侯"
    U"砿鉱硏研碎砕碕埼礦鉱祕秘祢禰祿禄禪禅禮礼禱祷秊年秌秋稅税稟禀稱称稻稲穐秋穗穂穩穏"
    U"穰穣窗窓窻窓竊窃竒奇竝並笧冊篭籠簞箪籔薮粮糧粹粋糺糾絕絶絲糸經経緐繁緖緒緜綿緣縁"
    U"縂総縣県縱縦總総繡繍繪絵繫繋繼継續続纒纏纖繊缺欠罐缶罸罰羣群翆翠耻恥聰聡聲声聽聴"
    U"肅粛胷胸脉脈脫脱腟膣腦脳膓腸膽胆臟臓臺台與与舊旧舍舎舖舗舘館舩船艷艶苅刈荅答莊荘"
    U"莖茎萓萱萠萌萬万葢蓋蔣蒋蕚萼薗園薰薫藏蔵藝芸藥薬藪薮蘒萩蘓蘇處処虛虚號号虵蛇蛎蠣"
    U"蜋螂螢蛍蟲虫蠟蝋蠶蚕蠻蛮衂衄衞衛裝装褝襌襃褒襧袮覔覓覺覚覽覧觀観觧解觸触說説諫諌"
    U"謌歌謠謡證証譌訛譯訳譽誉讀読變変讓譲讚讃豎竪豐豊豫予貳弐賍贓賎賤賣売賴頼贊賛贒賢"
    U"踐践蹟跡躰体軀躯軆体輌輛輕軽轉転辧弁辨弁辭辞辯弁迯逃逈迥逎遒遙遥遞逓遯遁遲遅邉辺"
    U"邊辺郞郎鄉郷鄕郷鄰隣醉酔醫医醬醤醱醗釀醸釋釈釖刀釼剣鈎鉤鈬鐸鉃鉄銕鉄銳鋭錄録錢銭"
    U"鍊錬鎭鎮鐮鎌鐵鉄鑄鋳鑚鑽鑛鉱閒間閙鬧閱閲關関阯址陞昇陷陥隂陰隨随險険隱隠隲騭隸隷"
    U"雙双雜雑雞鶏霸覇靈霊靍鶴靏鶴靑青靜静靣面靱靭頋顧頚頸頰頬顏顔顚顛顯顕飜翻飮飲飱飧"
    U"餘余餠餅駈駆騷騒驅駆驒騨驗験驛駅骵体髓髄體体髗顱髙高髮髪鬂鬢鬪闘鬭闘魵鰕鱠膾鳫雁"
    U"鳬鳧鴈雁鵄鴟鶮鶴鷄鶏鷗鴎鹼鹸鹽塩麥麦麴麹麵麺黃黄黏粘黑黒默黙點点黨党鼡鼠齊斉齋斎"
    U"齒歯齡齢齧噛龍竜龜亀龝秋龢和﨑崎﨟臈𠮷吉𣘺橋𣳾泰";

struct Variant {
  char32_t variant = 0;
  char32_t plain = 0;
};

constexpr auto kVariants = [] {
  std::array<Variant, kPairs.size() / 2> variants{};
  for (std::size_t i = 0; i < variants.size(); ++i) {
    variants[i] = {kPairs[2 * i], kPairs[2 * i + 1]};
  }
  return variants;
}();

static_assert(std::ranges::is_sorted(kVariants, {}, &Variant::variant));

// Most characters are no variant: one look tells.
const std::bitset<0x10000> kIsVariant = [] {
  std::bitset<0x10000> set;
  for (const Variant& v : kVariants) {
    if (v.variant < set.size()) set.set(v.variant);
  }
  return set;
}();

}  // namespace

char32_t FoldVariant(char32_t c) {
  if (c < kVariants.front().variant || c > kVariants.back().variant) return c;
  if (c < kIsVariant.size() && !kIsVariant.test(c)) return c;
  const auto at = std::ranges::lower_bound(kVariants, c, {}, &Variant::variant);
  return at != kVariants.end() && at->variant == c ? at->plain : c;
}

}  // namespace sumikeshi
