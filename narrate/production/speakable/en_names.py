"""English tables of names: monarchs and what else stands before a Roman numeral, books of the Bible."""

from __future__ import annotations

from narrate.production.speakable.en import words

MONARCHS = words(
    "Maria Joanna Zoe Theodora Victoria "
    "Henry Charles Louis Philip George Edward William James Richard John Paul Pius Benedict Gregory Leo Clement "
    "Innocent Urban Alexander Nicholas Peter Paul Ivan Catherine Elizabeth Anne Mary Isabella Ferdinand Alfonso "
    "Carlos Juan Francis Franz Joseph Leopold Maximilian Frederick Friedrich Wilhelm Otto Conrad Rudolf Albert "
    "Ludwig Gustav Gustavus Christian Haakon Harald Olaf Oscar Erik Eric Magnus Sigismund Casimir Vladislaus "
    "Stephen Boris Simeon Michael Carol Constantine Justinian Theodosius Basil Leo Romanos Manuel Andronikos "
    "Alexios Ptolemy Cleopatra Ramesses Rameses Thutmose Amenhotep Seti Darius Xerxes Artaxerxes Cyrus Antiochus "
    "Seleucus Mithridates Tigranes Mehmed Murad Selim Suleiman Bayezid Ahmed Mahmud Abdul Mustafa Osman Baldwin "
    "Robert David Malcolm Alexander Edmund Umberto Victor Emmanuel Amadeus Napoleon Pedro Afonso Sancho Manuel "
    "Sebastian Boniface Sixtus Adrian Hadrian Martin Eugene Celestine Honorius Callixtus Nicholas Julius "
    "Marcellus Stanislaus August Augustus Margrethe Beatrix Baudouin Philippe Albert Rama Chulalongkorn Naresuan "
    "Menelik Theodore Yohannes Haile Kamehameha Kalakaua Nebuchadnezzar Shapur Khosrow Yazdegerd Abbas Tahmasp "
    "Hussein Abdullah Mohammed Muhammad Faisal Ghazi Farouk Fuad Tewfik Vakhtang Heraclius Bagrat David Ashot "
    "Levon Bohemond Raymond Roger Tancred Guy Amalric Hugh Eudes Lothair Pepin Dagobert Clovis Childeric "
    "Theuderic Chlothar Anna Fyodor Feodor Vasily Dmitry Mikhail Alexei Alexis Pavel Aleksandr Ernest Adolf "
    "Bernard Rainier Honore Hans Johann Georg Karl Kenneth Donald Duncan Constans Valentinian Tiberius Nero "
    "Sargon Mursili"
)
GIVEN_NAMES = MONARCHS | words(
    "Sarah Margaret Jane Alice Emma Sophia Sophie Maria Eleanor Joan Blanche Matilda Maud Adelaide Agnes Beatrice "
    "Caroline Charlotte Christina Constance Dorothy Edith Emily Ethel Eva Florence Frances Grace Hannah Helen Irene "
    "Joanna Josephine Judith Julia Katherine Laura Louise Lucy Martha Olga Olivia Rachel Rebecca Rose Ruth Sibylla "
    "Susan Teresa Victoria Yolande Bill Bob Jimmy Johnny Billy Alan Allen Alfred Archibald Barry Ben Chris Christopher "
    "Dan Dave Dean Don Doug Ed Edgar Edmond Eli Elliott Evan Felix Floyd Gene Graham Gus Hank Ian Ira Ivor Jay Jeff "
    "Jesse Jon Jordan Josh Julian Justin Ken Kevin Kurt Kyle Lance Lee Leon Leroy Lou Luther Max Mike Miles Mitchell "
    "Morgan Ned Nelson Nick Pat Perry Pete Quentin Ray Reginald Rex Rich Rick Rob Rod Roland Ron Ronald Ross Rufus "
    "Ryan Sam Scott Sean Seth Simon Stefan Steve Terry Tim Toby Tony Vernon Wallace Wesley Winston Zachary "
    "Thomas Walter Arthur Samuel Benjamin Daniel Andrew Anthony Matthew Mark Luke Joseph Jacob Isaac Abraham Adam "
    "Noah Douglas Harold Howard Herbert Horace Hugh Ralph Raymond Lawrence Leonard Lewis Patrick Russell Stanley "
    "Stewart Timothy Theodore Vincent Warren Wayne Brian Bruce Carl Clarence Clifford Craig Dennis Earl Edwin "
    "Eugene Frank Fred Gary Gerald Gilbert Glenn Gordon Greg Harry Harvey Jack Jeffrey Jerry Jim Joe Jonathan "
    "Keith Larry Lloyd Marvin Maurice Melvin Milton Nathan Neil Norman Oliver Philip Randolph Roy Sidney Steven "
    "Ted Tom Troy Tyler Will Prince King Queen Pope Emperor Tsar Czar Sultan Shah Duke Earl"
)
ROMAN_KEYWORDS = words(
    "war chapter part act book volume vol section scene article appendix class type phase stage title table "
    "figure fig canto psalm bowl apollo gemini mark mk level grade world episode division group category schedule "
    "annex exhibit unit block zone sector tier league plan protocol lesson unit version number no area battery "
    "gate mission soyuz saturn titan polaris rocky series tome corps convention olympiad games party vatican "
    "lateran nicaea basel"
) - words("corps games olympiad party world no number area convention")
ROMAN_ORDINAL_AFTER = words(
    "congress congresses century centuries dynasty olympic olympiad olympics corps legion army cavalry brigade "
    "division battalion regiment conference plenum session assembly party international republic reich "
    "international fleet council parliament convention cohort arrondissement anniversary all-union cycle "
    "legislature winter summer olympiads panzer infantry airborne armored guards"
)

BOOKS = dict(
    pair.split(":")
    for pair in (
        "Gen:Genesis Ex:Exodus Exod:Exodus Lev:Leviticus Num:Numbers Deut:Deuteronomy Josh:Joshua Judg:Judges "
        "Sam:Samuel Kgs:Kings Chron:Chronicles Chr:Chronicles Neh:Nehemiah Ps:Psalm Pss:Psalms Prov:Proverbs "
        "Eccl:Ecclesiastes Isa:Isaiah Jer:Jeremiah Lam:Lamentations Ezek:Ezekiel Dan:Daniel Hos:Hosea Mic:Micah "
        "Hab:Habakkuk Zech:Zechariah Mal:Malachi Matt:Matthew Mt:Matthew Mk:Mark Lk:Luke Jn:John Rom:Romans "
        "Cor:Corinthians "
        "Gal:Galatians Eph:Ephesians Phil:Philippians Col:Colossians Thess:Thessalonians Tim:Timothy Tit:Titus "
        "Heb:Hebrews Jas:James Pet:Peter Rev:Revelation"
    ).split()
)
BIBLE = frozenset(BOOKS) | words(
    "Genesis Exodus Leviticus Numbers Deuteronomy Joshua Judges Ruth Samuel Kings Chronicles Ezra Nehemiah Esther "
    "Job Psalm Psalms Proverbs Ecclesiastes Isaiah Jeremiah Lamentations Ezekiel Daniel Hosea Joel Amos Jonah "
    "Micah Matthew Mark Luke John Acts Romans Corinthians Galatians Ephesians Philippians Colossians "
    "Thessalonians Timothy Titus Hebrews James Peter Jude Revelation Surah Quran"
)
