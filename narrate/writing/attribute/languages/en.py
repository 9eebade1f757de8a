"""English: the tables."""

from __future__ import annotations

from narrate.writing.attribute.languages import Folded, Language, gendered, words
from narrate.writing.attribute.languages.en_names import NAMES, NICKNAMES

_SPEECH = words(
    "said says say saying told tells tell asked asks ask replied replies reply answered answers answer added adds add "
    "explained explains explain recalled recalls recall remembered remembers remember wrote writes write "
    "continued continues "
    "continue insisted insists noted notes note argued argues argue declared declares declare announced announces "
    "stated states remarked remarks observed observes commented comments suggested suggests warned warns "
    "admitted admits conceded concedes acknowledged acknowledges claimed claims complained complains confessed "
    "confesses "
    "confirmed confirms denied denies concluded concludes cried cries shouted shouts yelled yells screamed screams "
    "whispered whispers muttered mutters murmured murmurs mumbled mumbles called calls exclaimed exclaims "
    "demanded demands "
    "inquired inquires enquired enquires begged begs pleaded pleads urged urges promised promises agreed agrees "
    "objected "
    "objects protested protests interrupted interrupts repeated repeats responded responds retorted retorts "
    "snapped snaps "
    "joked jokes quipped quips boasted boasts reported reports testified testifies recounted recounts reflected "
    "reflects "
    "reasoned reasons mused muses thought thinks wondered wonders believed believes lamented laments predicted "
    "predicts "
    "proposed proposes vowed vows swore swears advised advises ordered orders commanded commands instructed instructs "
    "taunted taunts teased teases offered offers ventured ventures hissed hisses growled growls groaned groans "
    "moaned moans "
    "sobbed sobs wailed wails gasped gasps panted pants roared roars bellowed bellows barked barks croaked "
    "croaks drawled drawls "
    "stammered stammers stuttered stutters sneered sneers scoffed scoffs pronounced pronounces proclaimed "
    "proclaims quoted "
    "summed volunteered interjected interposed countered counters assured assures reminded reminds informed informs "
    "pressed persisted faltered breathed intoned chanted sang sings recited recites read reads tweeted posted "
    "wrote texted emailed chimed piped rejoined returned went put puts summarised summarized emphasised "
    "emphasized stressed "
    "stresses maintained maintains contended contends cautioned cautions described describes related relates narrated "
    "prayed greeted cheered coaxed corrected echoed fumed grumbled grunted hollered howled implored jeered mimicked "
    "nagged prompted purred rasped shrieked snarled spat squeaked squealed stormed thundered tutted whimpered whined "
    "marvelled marveled deadpanned recommended specified revealed reveals disclosed apologised apologized bawled "
    "blurted "
    "cooed crowed gushed hooted rumbled scolded yelped burst broke supplied finished begins starts resumes "
    "interrupts finishes trails began started resumed opined dictated "
    "addressed interrogated signed signalled mouthed ruled sustained noticed decided considered figured guessed "
    "allowed opened closed "
    "lied gloated goaded huffed quavered quizzed queried rattled screeched sniffed sniffled snorted soothed tried "
    "threatened threatens toasted translated "
)
_SPEECH |= words(
    "admonished admonishes confided confides chided chides clarified clarifies elaborated elaborates reckoned reckons "
    "griped gripes hinted hints intimated pledged pledges ranted rants reassured reassures rebuked recollected "
    "reminisced reminisces reproached spluttered surmised wheezed hummed croons crooned boomed chortled cackled "
    "objurgated pondered ponders sums quotes volunteers counters muttering murmuring adding explaining saying "
    "whispering insisting recalling advises interjects interrupts apologises apologizes beamed persists sighs jests "
    "jested allows notes points maintains cautions offers relates ventures urges quips emailed emails tweets posts "
    "quoth stresses emphasises emphasizes grumbles chuckles chuckled smirked sighed groused grouses enthused enthuses "
    "bragged brags kidded deadpans cracks cracked chirped chirps lectured lectures rejoins tells retorts"
) - words("points notes posts texts quotes offers sums cracks cracked hints relates counters")
_WEAK = words(
    "smiled smiles laughed laughs grinned grins nodded nods shrugged shrugs sighed sighs frowned chuckled "
    "chuckles giggled "
    "winked beamed sniffed snorted smirked coughed paused shook turned looked gestured pointed leaned blinked wept "
)
_FEMALE_ROLES = (
    "woman girl lady mother mum mom mommy mama grandmother grandma granny daughter sister aunt auntie wife widow "
    "queen princess "
    "nun actress waitress hostess spokeswoman chairwoman councilwoman congresswoman policewoman businesswoman "
    "saleswoman "
    "housewife midwife landlady maid schoolgirl niece bride fisherwoman stewardess governess duchess "
    "countess baroness "
    "washerwoman seamstress granddaughter stepmother godmother heroine matron ma'am madam headmistress forewoman "
    "policewoman ladyship lass spinster "
    "abbess empress sorceress witch mistress stepdaughter girlfriend noblewoman countrywoman"
)
_MALE_ROLES = (
    "man boy gentleman father dad daddy papa grandfather grandpa son brother uncle husband widower king prince "
    "monk priest "
    "spokesman chairman councilman congressman policeman businessman salesman fisherman landlord nephew groom "
    "waiter postman "
    "fireman foreman schoolboy grandson stepfather godfather huntsman boatman ferryman clergyman duke count "
    "baron lord sir "
    "lad fellow bloke chap guy vicar friar bishop archbishop cardinal pope rabbi imam headmaster watchman "
    "nightwatchman "
    "doorman notary harbourmaster stationmaster postmaster quartermaster master milkman coachman horseman swordsman "
    "woodsman "
    "woodcutter blacksmith butler footman cowboy craftsman "
    "alderman "
    "stepson baronet knight bachelor lordship parson peer stepson boyfriend nobleman countryman wizard "
    "sailor miller gamekeeper stockman groundsman signalman lockkeeper"
)
_EITHER_ROLES = (
    "mayor minister president secretary governor senator judge officer sergeant captain colonel general major "
    "lieutenant doctor nurse "
    "professor teacher student pupil scientist researcher historian author writer poet novelist reporter "
    "journalist editor "
    "director manager owner driver farmer worker engineer architect lawyer attorney prosecutor detective "
    "inspector witness "
    "neighbour neighbor resident villager caller listener host presenter announcer interviewer interviewee "
    "moderator narrator "
    "spokesperson chief chair chairperson leader member voter volunteer visitor guest customer passenger tourist "
    "pilot soldier "
    "guard clerk keeper shopkeeper lighthouse-keeper gardener baker butcher cook chef musician singer actor "
    "artist painter "
    "photographer curator librarian archivist archaeologist biologist ecologist geologist entomologist "
    "ornithologist physicist "
    "chemist economist sociologist psychologist analyst expert critic reviewer coach player trainer athlete "
    "runner swimmer climber "
    "child kid baby boyfriend teenager youth stranger friend colleague cousin parent partner spouse survivor "
    "victim patient refugee "
    "prisoner warden commissioner councillor councilor deputy delegate ambassador envoy official executive "
    "chancellor premier "
    "superintendent principal headteacher dean rector founder co-founder head boss employee assistant apprentice "
    "servant "
    "conductor mechanic electrician plumber carpenter builder miner weaver potter beekeeper shepherd hunter "
    "trapper logger "
    "surgeon dentist vet veterinarian therapist counsellor counselor paramedic firefighter operator dispatcher "
    "supervisor foreperson "
    "juror defendant plaintiff suspect accused activist campaigner organiser organizer protester demonstrator "
    "biographer "
    "diarist essayist translator publisher printer composer conservationist meteorologist oceanographer botanist "
    "zoologist "
    "astronomer mathematician philosopher theologian linguist speaker narrator reader crowd audience jury court "
    "clerk bailiff "
    "commander admiral pirate robot voice merchant barber tailor cobbler guide ranger skipper mate crew "
    "messenger elder "
    "magistrate coroner receptionist secretary-general treasurer registrar undersecretary negotiator lobbyist "
    "investor banker "
    "accountant consultant developer designer programmer technician specialist instructor lecturer tutor scholar "
    "fellow "
    "grandparent grandchild sibling twin orphan lodger tenant stallholder fishmonger grocer porter prior abbot "
    "curate verger sexton steward "
    "innkeeper bartender traveller traveler wanderer pilgrim hermit thief burglar sculptor dancer acrobat clown "
    "juggler "
    "goatherd ferrymaster captain stationmaster harbourmaster harbormaster lifeguard diver cyclist pianist violinist "
    "cellist oboist drummer organist trumpeter chorister bell-ringer ringer sheriff marshal customs-officer "
    "taxi-driver goalkeeper striker umpire referee jockey trucker seller dealer buyer collector auctioneer hawker "
    "pensioner widow recluse newcomer onlooker bystander eyewitness shopper commuter camper hiker rambler walker "
    "corporal constable brigadier cadet ensign midshipman quartermaster adjutant gendarme sentry reverend canon "
    "lieutenant-colonel petty-officer seaman airman rifleman gunner sapper orderly batman turnkey jailer jailor gaoler "
    "insider source onlooker shopper regular punter fan supporter spectator motorist pedestrian smallholder trader "
    "plasterer roofer joiner bricklayer decorator hairdresser beautician florist jeweller jeweler glazier glassblower "
    "clockmaker watchmaker luthier cooper wheelwright saddler thatcher stonemason mason welder fitter "
    "turner machinist "
    "lorry-driver trucker cabbie cabby busker buskers barista bookseller bookbinder cartographer surveyor mapmaker "
    "cinematographer filmmaker playwright screenwriter songwriter vocalist guitarist bassist soprano tenor baritone "
    "choreographer ballerina comedian comic magician ventriloquist puppeteer trapeze-artist designer stylist model "
    "academic physician pharmacist optician midwife orderly porter psychiatrist physiotherapist radiographer carer "
    "sprinter winger midfielder defender forward batsman bowler pitcher quarterback boxer wrestler golfer "
    "rower sailor "
    "aviator astronaut cosmonaut navigator helmsman bosun stoker trawlerman lifeboatman coxswain coastguard "
    "trooper private recruit veteran volunteer medic chaplain deacon missionary preacher parson "
    "lawmaker legislator politician peer whip backbencher candidate incumbent challenger opponent rival successor "
    "predecessor aide adviser advisor strategist economist statistician actuary auditor broker trader "
    "tycoon entrepreneur industrialist millionaire billionaire financier shareholder creditor debtor "
    "teen toddler youngster octogenarian nonagenarian septuagenarian centenarian invalid inmate convict detainee "
    "hostage informer informant whistleblower burglar robber fraudster gunman "
    "seaman deckhand purser stowaway lockkeeper lock-keeper signaller porter stationmaster linesman telegraphist "
    "telephonist typist stenographer bookkeeper cashier teller inspector assessor valuer bellringer choirmaster "
    "bandmaster bandleader ringmaster showman collector enthusiast hobbyist amateur genealogist folklorist "
    "ethnographer anthropologist geographer hydrologist ecologist virologist epidemiologist pathologist toxicologist "
    "neuroscientist seismologist volcanologist glaciologist palaeontologist paleontologist primatologist"
)
_SMALL = words(
    "eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty "
    "seventy eighty ninety hundred thousand dozen several the a an this that these those there here "
    "it its he she they we i you his her hers their our my your who "
    "whom what which when "
    "where why how and but or nor so yet for if as at by in into of off on onto out over to up with from about "
    "after before presiding enter exit exeunt re-enter "
    "since until while because although though unless whether than then now once again also too very just only "
    "even still "
    "not no yes oh ah well okay ok please thank thanks perhaps maybe indeed however moreover meanwhile therefore "
    "thus hence "
    "all any both each every few many more most much none one other others some such two three four five six "
    "seven eight nine ten "
    "first second third last next later earlier finally eventually suddenly soon today tomorrow yesterday tonight "
    "is are was were be been being am do does did have has had will would shall should can could may might must let "
    "everyone everybody someone somebody nobody nothing something anything anyone everything never always often "
    "sometimes "
    "against among around behind below beneath beside besides between beyond despite down during except inside "
    "like near "
    "outside past per through throughout toward towards under underneath upon via within without according asked said "
    "another either neither instead rather quite almost nearly already ever long years days weeks months years' "
    "back away "
    "good great old new young little big come go get make take see look think know tell say give find want dear in' "
    "hello hi hey goodbye welcome good-bye morning evening afternoon night sir madam comrades ladies gentlemen "
    "friends citizens "
    "photo photos photograph photographs photography pictures illustration illustrations illustrated "
    "way mister stop wait listen look right left sure fine nonsense none"
)
_NOT_NAMES = words(
    "missouri california texas florida ohio michigan illinois pennsylvania indiana tennessee wisconsin minnesota "
    "colorado alabama louisiana kentucky oregon oklahoma connecticut iowa mississippi arkansas kansas utah nevada "
    "idaho hawaii maine massachusetts maryland delaware vermont nebraska alaska wyoming arizona ontario quebec "
    "manitoba queensland tasmania poland sweden norway canada australia zealand "
    "january february march april june july august september october november december monday tuesday wednesday "
    "thursday "
    "friday saturday sunday christmas easter english french german russian soviet american british european "
    "african asian "
    "chinese japanese italian spanish indian irish scottish welsh greek roman dutch polish jewish christian "
    "muslim catholic "
    "america russia germany france britain england scotland ireland wales europe africa asia china japan india "
    "italy spain "
    "moscow london paris york washington berlin god bible congress parliament party union council committee court "
    "university college school church street road avenue north south east west northern southern eastern western "
    "central "
    "government department ministry office company corporation bank museum library hospital institute society "
    "association commission board agency service trust club team university press times post news radio television tv "
    "internet google facebook twitter ii iii iv vi vii viii ix xi xx st nd rd th am pm bc ad ok usa uk u.s us un eu "
    "kremlin stalinism marxism communism socialism leninism nazi nazis act law bill part chapter volume page section "
    "river lake sea ocean mountain island valley bay harbour harbor port bridge park hall house tower castle "
    "station square "
    "spring summer autumn winter fall war revolution world state states united kingdom republic "
    "inc ltd llc corp aggregates lines railways railway industries holdings partners group airlines motors foods "
    "island islands "
    "county district collection archive archives project programme program conference festival prize award "
    "series edition "
    "north-east hotel inn pub theatre theater academy order ship "
    "history histories journal review reviews studies papers letters notes essays magazine quarterly gazette herald "
    "tribune argus chronicle bulletin annals proceedings transactions debates records register digest examiner "
    "observer sentinel dispatch advertiser telegraph office players stores orchestra choir regiment battalion brigade "
    "corps army navy police senate assembly bureau division voicemail ad ads episode report reports statement "
    "congressional federal regional national provincial municipal pastoral remembered remembers revisited recalled "
    "reconsidered memories recollections reminiscences stories voices heritage tales"
)

LANGUAGE = Language(
    code="en",
    speech=_SPEECH,
    weak_speech=_WEAK,
    document_verbs=words("read reads ran runs states stated shows showed begins ends"),
    auxiliaries=words(
        "has had have would will could can did does do also then later once often always never only still "
        "just finally "
        "quickly quietly softly slowly simply now even soon sometimes repeatedly recently famously reportedly "
        "ever again "
        "publicly privately himself herself is was already usually once"
    ),
    pronouns={"he": "male", "she": "female", "they": "", "i": "first", "we": "first", "it": "thing"},
    possessives={"his": "male", "her": "female", "their": ""},
    callers=words(
        "voice voices cry cries shout shouts shouting member members delegate delegates heckler hecklers audience "
        "crowd hall floor gallery listener listeners deputy deputies spectator spectators questioner honourable hon "
        "interjection interruption opposition"
    ),
    makes=words(
        "preached delivered given spoken written made read told kept composed dictated sent signed addressed recited "
        "broadcast narrated remembered recalled penned posted"
    ),
    records=words("recorded taped filmed interviewed transcribed edited translated collected introduced published"),
    hands=words(
        "edited recorded transcribed translated interviewed introduced photographed collected compiled taken "
        "illustrated published printed donated given found annotated typed selected conducted filmed taped prepared "
        "submitted arranged abridged bought sold"
    ),
    years_old=words(
        "five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen "
        "twenty thirty forty fifty sixty seventy eighty ninety"
    ),
    singular=words("i me my mine myself i'm i've i'd i'll"),
    first_person=words("i me my mine myself we us our ours ourselves i'm i've i'd i'll we're we've we'd we'll"),
    second_person=words("you your yours yourself yourselves you're you've you'd you'll"),
    determiners=words("the a an his her their its our my your one another this that some every each no"),
    titles=gendered(
        female="mrs ms miss lady madam madame dame sister mother queen princess aunt auntie duchess countess mme "
        "mlle frau señora sra grandma granny nana",
        male="mr sir lord brother father fr king prince uncle duke count baron herr monsieur señor sr grandpa old",
        either="cmdr cdr adm brig "
        "bro ald cllr coun dr prof professor president governor gov senator sen mayor chair judge justice rep "
        "representative captain capt "
        "general gen secretary pope colonel col major maj lieutenant lt sergeant sgt corporal private inspector "
        "detective constable "
        "officer chief superintendent councillor councilor councilman councilwoman commissioner minister "
        "ambassador reverend rev "
        "bishop archbishop cardinal rabbi imam saint st emperor empress chancellor premier deputy director "
        "chairman chairwoman "
        "comrade citizen doctor nurse coach principal dean admiral commander warden sheriff marshal congressman "
        "congresswoman "
        "engineer farmer skipper pastor deacon canon dom don hon honourable honorable honour",
    ),
    roles=gendered(_FEMALE_ROLES, _MALE_ROLES, _EITHER_ROLES),
    documents=words(
        "minutes register ledger archives "
        "report sign notice letter note statement document book article newspaper paper poster label inscription "
        "plaque headline law "
        "rule constitution text message email telegram song poem proverb saying slogan banner map chart graph "
        "study survey "
        "poll file record entry page chapter story film movie caption website page guide manual card ticket "
        "instructions "
        "advertisement editorial column chronicle encyclopedia encyclopaedia dictionary act bill clause contract "
        "verse line words"
    ),
    speech_nouns=words(
        "excerpt excerpts extract extracts diary diaries journal memoir memoirs letter letters statement speech "
        "speeches text address "
        "remarks testimony recording recordings tape tapes broadcast interview message note account recollection "
        "recollections "
        "autobiography sermon lecture poem essay report telegram dispatch deposition affidavit confession will "
        "toast prayer "
        "words story reminiscences notebook notebooks log logbook oath proclamation appeal eulogy passage "
        "transcript voicemail "
        "monologue declaration memories opinion dissent postcard song verse verses blog post email column reply "
        "answer oration talk"
    ),
    announce_verbs=words(
        "declined declines accepted refused complains complained understood understands insisted insists spoke "
        "tried tries "
        "discusses discussed describes described recalls recalled remembers remembered explains explained "
        "recounts recounted "
        "tells told reads read writes wrote reflects reflected speaks spoke talks talked addresses addressed "
        "delivered delivers "
        "gave gives recorded records dictated dictates set sets puts put records noted summed sums narrates "
        "narrated confided "
        "confides looks looked imagines imagined begins began opens opened concludes concluded says said lists "
        "listed answered replied "
    ),
    weak_announce=words(
        "set sets put puts looked looks began begins gave gives noted listed lists tried tries insisted insists "
        "spoke speaks "
        "post column will words story answer reply song message report poem verse verses verse talk toast line "
        "call oath "
        "declined declines accepted refused asked asks found opened opens concluded concludes"
    ),
    small=_SMALL,
    not_names=_NOT_NAMES,
    particles=words("das ag ould ben abu de la le van von der den di da del dos du bin ibn al ter ten y of el"),
    prepositions=words(
        "of in on at to for from by with about as into over under like than through against between among during "
        "without"
    ),
    fragment_before=words(
        "a an the this that these those his her its their our my your of in on at to for from by with about as "
        "into over under "
        "like than through against between among during without is are was were be been being called named "
        "titled entitled dubbed "
        "termed labelled labeled so-called known and or not word words phrase term expression no some any such "
        "more most very too"
    ),
    vocatives=words(
        "comrades friends ladies gentlemen citizens countrymen fellow brothers sisters colleagues delegates sirs "
        "madam sir children "
        "dear workers soldiers graduates members neighbours neighbors parents students"
    ),
    questioner="Interviewer",
    answerer="Interviewee",
    question_labels=words("q question interviewer int"),
    answer_labels=words("a answer interviewee ans respondent"),
    narrator_labels=words("narrator narration voiceover vo v.o voice-over"),
    names=Folded(NAMES),
    nicknames=NICKNAMES,
    courtesy={
        "mr": "Mr.",
        "mrs": "Mrs.",
        "miss": "Miss",
        "ms": "Ms.",
        "sir": "Sir",
        "lady": "Lady",
        "lord": "Lord",
        "madame": "Madame",
        "monsieur": "Monsieur",
        "herr": "Herr",
        "frau": "Frau",
    },
    leads=words(
        "used likes liked loves loved wants wanted chose dared managed continued prefers needed came tends tended "
        "hastened "
        "heard went began known happened seemed"
    ),
    said_of=words(
        "verdict answer reply comment opinion view advice motto response explanation conclusion description judgment "
        "judgement word words warning question retort remark excuse message phrase summary account"
    ),
    female_endings=("ia", "ine", "na", "la", "ra", "sa", "ta", "da", "ina", "elle", "ette"),
    naming=words("called named christened nicknamed"),
    one_of=words("one another some"),
    features=words(
        "face eyes eye brow brows forehead lips mouth lip cheek cheeks features countenance jaw shoulders hands"
    ),
    concerning=words("for to"),
    calls=gendered(
        "madam ma'am marm miss missus mother mama mamma mum mummy mom mommy mam ladyship milady sister daughter",
        "sir father papa dad daddy pa da father lordship milord governor guv squire brother son sonny lad boyo mister",
    ),
    young=words("boy girl lad lass child kid youth youngster teenager infant toddler"),
    births=words("née nee born formerly alias aka"),
    things=words("chair head guide robot voice general major minor host"),
    introductions=("it's", "it is", "i'm", "i am", "my name is", "my name's", "this is"),
    joins=words(
        "and but or when as then while that how what where until till because if though although before after since so"
    ),
    voices=words("voice answer reply response whisper shout cry echo murmur"),
    carriers=words(
        "tape tapes reel reels cassette cassettes newsreel newsreels film footage recording recordings disc"
    ),
    households=words("family brothers sisters siblings twins"),
    heard=words("listen hear watch"),
    loose_verbs=words(
        "called calls call began begins started starts opened opens closed closes put puts went read reads "
        "broke burst "
        "tried tries decided noticed ruled sustained finished finishes supplied offered offers signed related relates "
        "resumed resumes returned figured threatened threatens considered stormed roared roars posted "
        "pressed recorded "
        "revealed reveals suggested suggests reported reports confirmed confirms barked barks sang sings rumbled "
        "boasts boasted promised promises believed crowed groaned moaned screeched shrieked squeaked thundered "
        "described describes allowed ordered orders persisted translated trails"
    ),
    loose_adjectives=words("good great old new young little big other same first second third last next two three own"),
    told_whom=words(
        "told tells telling asked asks asking reminded reminds assured assures informed informs warned "
        "warns begged begs "
        "urged urges advised advises ordered orders commanded instructed answered answers corrected scolded teased "
        "thanked greeted interrupted implored coaxed prompted questioned quizzed reassured rebuked chided admonished"
    ),
    told_to=words("to at"),
    asking=words("asked asks asking inquired inquires enquired enquires demanded demands"),
    institutions={
        noun: noun.capitalize()
        for noun in words(
            "company firm council ministry department office government union party bank court police agency board "
            "committee commission authority association society trust university college school hospital museum museum "
            "library club team league federation brewery factory mill railway airline operator developer retailer "
            "supplier manufacturer charity foundation institute embassy consulate parliament parish diocese church "
            "army navy force service publisher studio network station broadcaster newspaper paper magazine gallery "
            "watchdog regulator inspectorate directorate secretariat bureau cooperative co-operative collective"
        )
    },
    self_naming=("i'm", "i am", "my name is", "my name's", "the name is", "the name's", "they call me", "call me"),
    silences=(
        "nodded",
        "shook his head",
        "shook her head",
        "shrugged",
        "said nothing",
        "did not answer",
        "didn't answer",
        "did not reply",
        "didn't reply",
        "made no answer",
        "made no reply",
        "was silent",
        "kept silent",
        "did not speak",
        "didn't speak",
        "did not say anything",
        "didn't say anything",
        "waited",
        "did not move",
        "didn't move",
    ),
    adding=words("added adds adding continued continues went concluded concludes resumed resumes"),
    thinking=words(
        "thought thinks believed believes wondered wonders decided noticed considered figured guessed reckoned reckons "
        "tried began started opened closed put went read signed sang sings broke"
    ),
    verb_endings=("ed", "es", "s"),
    definite=words("the that this"),
    generic=words(
        "boy girl man woman lady gentleman lad lass child kid youth youngster teenager fellow chap bloke "
        "guy youngster "
        "infant toddler veteran pensioner octogenarian nonagenarian septuagenarian centenarian widow widower spinster "
        "bachelor invalid visitor guest traveller traveler 's father mother"
    ),
    offices=words(
        "mayor minister president secretary governor senator judge magistrate coroner jury court prosecutor lawyer "
        "attorney spokesman spokeswoman spokesperson chairman chairwoman chair director manager owner "
        "landlord landlady "
        "driver pilot captain officer policeman policewoman sergeant inspector detective superintendent chief "
        "commissioner caller witness victim suspect defendant accused crowd audience bishop archbishop "
        "pope king queen "
        "prince princess premier chancellor ambassador commander general editor narrator reporter author writer "
        "interviewer host presenter doctor nurse teacher head headteacher headmaster headmistress "
        "principal dean rector "
        "curator referee umpire coach auctioneer dealer seller buyer caretaker porter guard conductor waiter waitress "
        "bartender barman barber shopkeeper receptionist priest vicar rabbi imam librarian archivist guide "
        "clerk bailiff "
        "speaker member members neighbour neighbor customer passenger resident villager hunter farmer "
        "fisherman keeper "
        "operator dispatcher organiser organizer founder boss employee foreman announcer moderator umpire "
        "verger sexton "
        "deputy lieutenant constable trooper marshal ranger usher orderly attendant "
        "butler maid servant messenger postman undertaker stranger guest visitor sheriff warden interpreter translator"
    ),
    styles={
        "baronet": words("sir"),
        "knight": words("sir"),
        "nobleman": words("sir lord count duke baron"),
        "peer": words("lord lady baron baroness"),
        "lordship": words("lord sir"),
        "ladyship": words("lady"),
        "priest": words("father fr reverend rev monsignor"),
        "vicar": words("reverend rev father"),
        "cleric": words("father fr reverend rev pastor imam rabbi bishop archbishop"),
        "clergyman": words("reverend rev father pastor canon dean"),
        "parson": words("reverend rev mr"),
        "curate": words("reverend rev mr"),
        "pastor": words("reverend rev pastor"),
        "prelate": words("bishop archbishop cardinal"),
        "nun": words("sister mother"),
        "monk": words("brother"),
        "friar": words("brother friar"),
        "doctor": words("dr doctor"),
        "physician": words("dr doctor"),
        "surgeon": words("dr doctor mr"),
        "academic": words("professor prof dr"),
        "scientist": words("professor prof dr"),
        "scholar": words("professor prof dr"),
        "skipper": words("captain capt skipper"),
        "policeman": words("constable sergeant sgt inspector detective officer superintendent pc"),
        "policewoman": words("constable sergeant sgt inspector detective officer superintendent pc"),
        "detective": words("inspector detective sergeant"),
        "officer": words(
            "commander cmdr cdr captain capt colonel col major lieutenant lt constable sergeant officer inspector"
        ),
        "soldier": words("private corporal sergeant captain major colonel lieutenant"),
        "lawmaker": words("senator sen rep representative congressman congresswoman"),
        "politician": words("senator sen minister councillor mayor governor"),
        "monarch": words("king queen emperor empress"),
        "sovereign": words("king queen emperor empress"),
    },
    ages=("-year-old", "-years-old"),
    wives=words("wife lady mother mamma mama mum mom"),
    husbands=words("husband father papa dad"),
)
