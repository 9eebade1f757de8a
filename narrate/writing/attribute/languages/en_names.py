"""English and other western first names with the gender that most who bear them have."""

from __future__ import annotations

from narrate.writing.attribute.languages import gendered

_FEMALE = """
bridie bríd oonagh peig noirin nóirín honora mairi conceição quiteria quitéria beatriz ginette mireille françoise
francoise tomasine thomasine assumpta concepta attracta dympna etain fionnuala sheelagh
abigail ada adaeze adaora adela adelaide adele adeline adriana adrienne agatha agnes aida aileen ailsa aine aisha
alana alberta alejandra alessandra alexa alexandra alexandria alexis alice alicia alina alison allison alma althea
alyssa amalia amanda amara amber amelia amina amy ana anastasia andrea angela angelica angelina anika anita anja ann
anna annabel annabelle anne annelise annette annie annika ansa antonia anya aoife apollonia april arabella araceli
ariana arlene ashley asta astrid athena audrey augusta aurelia aurora ava avis aya ayesha barbara beata beatrice
beatrix becky bella bernadette bernice bertha bess bessie beth bethany betsy bettina betty beverly bianca birgit
birte blanca blanche bo-ra bonnie brenda briana bridget brigid brigitta brigitte britta brittany bronwen brooke
camila camilla candace caoimhe cara carina carla carlotta carmel carmela carmen carol carole carolina caroline
carolyn carrie carys cassandra catalina catherine cathy catriona cecilia cecily celeste celia celine ceridwen
chantal charlene charlotte chelsea cherry cheryl chiara chioma chiyo chloe christa christiana christina christine
cicely cindy claire clara clarissa claudette claudia clementine cleo colette colleen constance consuelo cora coral
cordelia corinne cornelia cosima courtney crystal cynthia dagmar dagny daisy dana daniela danielle daphne dara daria
darlene dawn deborah debra deirdre delia delilah della delphine denise desiree diana diane dina dinah dolly dolores
donna dora doreen doris dorothea dorothy dorte dulcie ebba edie edith edna edwina effie eileen eilidh elaine eleanor
eleanora elena eleni eliana elisa elisabeth elise eliza elizabeth ella ellen ellie eloise elsa elsie elspeth elvira
emelia emilia emily emma enid erica erika erin esme esperanza estelle esther ethel eudora eugenia eugenie eulalia
eunice eva evangeline eve evelyn faith fatima fatma fay faye felicia felicity fenella fern fernanda ffion fiona
flavia fleur flora florence florentina frances francesca francine freda freja freya frieda fumiko gabriela gabriella
gabrielle gail gemma genevieve georgia georgiana georgina geraldine germaine gertrude ghislaine gillian gina ginger
giovanna gisela giselle gladys glenda gloria grace graciela grainne greta gretchen gretel griselda guadalupe gudrun
guinevere gwen gwendolyn gwyneth hadiya hana hanna hannah harriet haruka hattie hazel heather hedda hedwig heidi
helen helena helene helga heloise henrietta henrike hermione hester hetty hilary hilda hildegard holly honor hope
hortense hyacinth ida idina ilana ilka ilona ilse imelda imogen ines inge ingeborg ingrid ioana iphigenia irene
irina iris irma isabel isabella isabelle isaura ishani isla isobel ivana ivy jacinta jacqueline jade jadwiga jana
jane janet janice janine jasmine jean jeanette jeanne jelena jemima jennifer jenny jessamine jessica jessie jill jo
joan joanna joanne jocasta jocelyn johanna jolanta josephine josie josune joy joyce juana juanita judith judy julia
juliana julianne julie juliet juliette june juno justine kamala kara karen karin karina katarina kate katharine
katherine kathleen kathryn kathy katia katie katja katrina katya kay kaya keiko kelly kendra kestrel keziah kimberly
kinga kirsten kirsty kristen kristin kristina lakshmi lana lara laura laurel lauren laurie lavinia leah leela leila
lena lene leonie leonora leslie leticia letitia lettie libby lidia lila lili lilian liliana lilith lillian lily lina
linda lindsay linnea lisa lise liv livia liz liza lizzie lois lola lorena loretta lorna lorraine lotte lottie louisa
louise lourdes lowri lucia lucille lucinda lucretia lucy ludmila luisa lulu luna lydia lynn mabel madeleine madeline
madge mae maeve magda magdalena maggie maia maire mairead maisie malgorzata malin mandy manuela mara marcella marcia
mareike margaret margarita margery margit margot margrethe marguerite maria mariam marian mariana marianne marie
mariela marietta marika marilyn marina marion maris marisa marisol marit marjorie marlene marta martha martina mary
maryam masha mathilda mathilde matilda maud maude maureen mavis maxine maya meera meg megan mei melanie melinda
melissa menna mercedes mercy meredith meriel mette mhairi mia michaela michelle mildred milena millicent millie mimi
mina minerva minnie mira miranda miriam moira molly mona monica monika morag morgana muriel myra myrna myrtle
nadezhda nadia nadine nan nancy naomi natalia natalie natasha nell nellie nerys nessa neve ngozi niamh nicola nicole
nina noelle noemi nora noreen norma nuala octavia odalys odessa odette odile oksana ola olena olga olive olivia
olwen olympia opal ophelia oriana orla ottilie ottoline outi paloma pamela pandora patience patricia patsy paula
paulette paulina pauline pearl peggy penelope penny perpetua persephone petra petronella petunia philippa phoebe
phyllis pia pilar polly poppy portia primrose priscilla priya prudence queenie rachel ragnhild raisa ramona raquel
rasa rebecca regina rena renata renee rhiannon rhoda rhona riikka rita roberta robin rochelle roisin rosa rosalie
rosalind rosalinda rosalyn rosamund rosanna rose rosemary rosie rowena roxana roxanne roza ruby rukmini ruth saanvi
sabina sabine sabrina sadie saffron sally salma salome samantha samira sandra sanna saoirse sara sarah sasha saskia
savannah scarlett selena selina selma seraphina serena shannon sharon sheila shelley sheryl shirin shirley sian
sidonie sienna signe sigrid silvia simone sinead sini siobhan siri sofia solange solene solveig sonia sonja sophia
sophie soraya stacy stasia stella stephanie sue suki sunniva susan susana susanna susannah susie suzanne suzette
svetlana sybil sylvia sylvie tabitha tamar tamara tamsin tania tanya tara tatiana tatjana tess tessa thea theda
thelma theodora theresa therese thomasina tilda tilde tilly tina toril tova tove tracey tracy trixie trudy tuuli
ulrika uma una ursula ute valentina valeria valerie vanessa vera verena verity verona veronica veronika vesna vicky
victoria vida vilma viola violet violeta virginia vita vivian vivien vivienne wanda wendy wilhelmina willa wilma
winifred winnie wren xenia ximena yael yasmin yasmine yoko yolanda yuki yulia yvette yvonne zadie zainab zara zdenka
zelda zelma zeynep zillah zita zoe zofia zora zuleika zuzana
aase agathe agneta ailbhe aina aino aisling akua alda aleksandra alena alenka alfhild alfreda alida alienor aliki alix
alva alvina amabel amalie amparo anahit ananda andzelika angele angharad anouk ansgard anthea antje antoinette
apolline ariadne arlette armande arwen aslaug assia astou aude augustina aurelie auriol aveline awa azadeh babette
barbro bathsheba batya beate begonia belinda benedikta berenice berit bernadine bethan bettany binta birgitta bjork
bodil bogna bojana bozena branwen brigida brunhilde bryony calla calliope caridad carme carolyne cassia catrin ceinwen
celestine cerys chantelle charis charmian chiamaka christabel christel cilla cissie clarice clarinda clotilde
concepcion constanza corisande cosette cressida czeslawa dafna damaris danica danuta darya dasha davina delfina
demelza desdemona desislava despina devi dietlinde dilys djamila dobrila dominika donatella doortje dorottya dorrit
dragana drusilla dymphna ebele edda edeltraud edita efua eilis eir eira eirene eirlys elfriede elina elisaveta elke
ellinor elodie elspet elvire elzbieta emerentia emina emmeline emmy enola erna ernestine esra estella ethelinda etta
eudoxia eun-ji euphemia evdokia evelina evgenia fabiola fabrizia faiza fanny fatou fatoumata faustina felicitas fenna
ffraid fidelma filippa filomena finola fiorella floriane floris folake fotini franca franziska frauke fredrika frida
friederike fronia funmilayo gabi galina galya gerda gerlinde germana gertie ghada gilda ginevra gintare gisele giulia
gloriana goda godelieve graziella griet gulnara gundula gunhild gunilla gunvor habiba hadewych hala haldis halina
hamida hanne hanneke harriett hatice hege heike heledd helgard henriette hepzibah herta hildur hjordis honorine
hortensia huda hulda hyun-ju iciar idony ieva ifeoma iga ilaria ildiko ileana imani immaculata inara indira ingvild
inka inmaculada iona irena irenka irmela irmgard isa isaure isolde iveta izabela jacqui jadranka jaleh jamila janeke
janina jannike jarmila jasna jelka jenna jennet jerusha jessamy jitka joelle jolene jorunn josefa josefine jovana
jovita judit juliane jutta kadi kaia kaisa kalina kalliope kamila karine karla karolina kasia katarzyna katharina
katinka katrin katrine kerensa kerry kersti kerttu khadija kimiko kirsi klara klaudia kornelia kristiane kunigunde
kyra ladislava laila lale lamia larisa latifa laure leda leilani leni leocadia leokadia leonor leopoldine letizia
leyla libuse lidiya liesbeth liesel ligia liliane lilias lilja linde lioba lisbet lisbeth lisette livvy ljiljana
ljudmila llinos loes lore lotta louella lubna luciana lucienne lucile lucja lucrezia ludivine ludovica luise luitgard
lupe lyda lyuba mabli maddalena maddy mado maelle mafalda magali magdalene magnhild mahalia maija maike maisy maja
malak malvina manon marah marcela marcelle marcy margareta margarethe margaux margherita margo margriet mariama
marianna maribel mariella marietje marija marije marike marilla marisela marita maritza marja marjan marjatta marketa
marla marlena marthe martine maryse masako mathurine matilde maura mavra mechthild mei-ling melina melisande melita
melusine merete meritxell micheline michiko mieke mila milada milagros milica milka milly minna mirabel mirela mirja
mirjam miroslava mitzi moina moll monique moyra muna nadira nadja naima nairi nanette nanna narcissa nasreen nastasia
natasa neasa neda nelly nerissa nettie ngaio nicoletta nicolette nikolina nilufar ninette noa noelia noor norah nura
odeta odilia ofelia olalla olesya oona oriel orsola orsolya ottilia ouida paivi palmira parvati parvin pascale pati
patrizia pegeen pelagia pernille petronila philippine philomena phoebus piedad pippa pirjo placida pomona pooja
praskovya prunella quintina rachele rada radka rafaela raffaella raghad rahel raina ramla rania ranveig rashida
rebekah reem regine reina renske reyhan rhiain ria ricarda rika rikke rina rixende roberte rolande romola romy ronja
rosabel rosalba rosaleen rosamunde rosario roseanne roseline roser rosina rositsa roswitha roxane rozalia ruta
ruxandra sabah sabela sabiha sada safiya sagal saida sakura salwa samia sanda sandrine sanja sanne savitri scholastica
seda sela selene selja semra sepideh serafina sevda sheena shifra shula shulamit sibyl sibylla sidsel sieglinde
siegrid sif signy sigrun silja silke silvana simona simonetta sissel sita siv sladjana slavka snezana sofie sofija
soledad solfrid solvei solveigh sorcha soumaya stanislava stefania stefanie steffi stina suad sumaya sunita suniva
susanne suzana sveva swantje sylvana synnove szilvia tahira taina taisiya takako tamiko tamsyn tarja tasha tatum tegan
telma teresa teresita tereza terhi tessy thais thekla theodosia thora thyra tiina tineke tirzah titania tiziana toini
tomasina trudi tuula ufuoma ulla ulrike umm urd urszula uschi vaiva valborg valeska vanja varvara vasilisa veerle
velma venetia vigdis viktoria violante violette virginie virpi vittoria viveca vlasta waltraud wanjiru wendeline wibke
winona wislawa xanthe xiomara yaa yadira yara yasuko yelena yetunde yevgenia yngvild yolande ysolde yuliya yuriko
zahra zaida zalina zaria zdislava zelia zenaida zenobia zeta zina zinaida zinnia ziva zlata zoya zuzanna
aggie allie becca bridie cath cathie connie deb debbie dottie emmie ettie evie gert ginny gwennie hettie janey jen
jess joanie kath kathie kitty lainie lexie lillie maddie mamie marge margie marnie mattie maudie mollie phyl ros roz
ruthie suzie tessie trish
""".replace("\n", " ")
_MALE = """
éamonn eamonn murtagh festy colman euan ifan dai iolo baltasar
aaron abdul abel abraham abram achilles adam adama adolf adrian ahmed aidan aiden aksel al alan alasdair alastair
albert alberto aldo aldous alec alejandro aleksander aleksandr alessandro alex alexander alexandre alexei alf
alfonso alfred alfredo ali alistair allan allen alois alonso aloysius alphonse alvaro alvin amadou ambrose amir amos
anatole anatoly anders andre andreas andrei andres andrew andrey andy angelo angus ansel anselm anthony antoine
anton antonio apollo archibald archie aristide arjun arlo armand armando arne arnold aron arthur arturo arvid asher
ashok aslan asmund atticus aubrey august auguste augustin augustine augustus aurel aurelio austin axel aziz
balthasar barnaby barney barry bartek bartholomew basil bastian bastien bela ben benedict benjamin bennett benny
bernard bernardo bernd bert bertram bevis bill billy bjorn blaise bob bobby bogdan boris bram brandon brendan brent
brett brian bruce bruno bryan burt byron caleb callum calvin carl carlo carlos carlton caspar cecil cedric cesar
chad charles charlie chester chinedu chris christian christophe christopher chuck claes clarence clark claude
claudio claus clement cliff clifford clifton clint clive clyde colin colm connor conor conrad constantine corey
cormac cornelius cosmo craig crispin curtis cuthbert cyril cyrus daithi dale damian damien damon dan daniel danny
dante darius darren darryl dave david davy dean declan denis dennis denzil derek dermot desmond dexter dick diego
dieter dietrich dimitri dirk dmitri dmitry dominic dominik don donal donald dong doug dougal douglas dragan drew
duane duncan dustin dwayne dwight dylan eamon earl ebenezer ed eddie eddy edgar edmond edmund eduardo edward edwin
egbert egon einar eirik eldon eli elias elijah elliot elliott ellis elmer elton emanuel emeka emil emile emilio
emlyn emmanuel emmet emrys enoch enrico enrique eoin ephraim eric erich erik erland ernest ernesto ernst erwin
esteban ethan eugene evan everett ewan ezekiel ezra fabian fabio felix ferdinand fergus fernando fidel finbar finlay
finn fintan fitzgerald fletcher florian floyd francesco francis francisco franco frank franklin franz fraser fred
freddie freddy frederic frederick frederik friedrich fritz fyodor gabriel gareth garrett garry garth gary gaspard
gaston gavin gene geoff geoffrey georg george georges georgi gerald gerard gerardo gerhard gethin gideon gil gilbert
giles giorgio giovanni giulio giuseppe glen glenn godfrey goran gordon graeme graham grant greg gregor gregory
griffin grigori guido guillaume guillermo gunnar gunther gus gustaf gustav gustavo guy gwilym hakan hakim hal hamish
hank hannes hans harald hari harlan harold harry harvey hassan hector heinrich heinz helmut henri henrik henry
herbert herman hermann hernan hiram hiroshi hollis homer horace horatio horst howard hubert hugh hugo humphrey hywel
ian ibrahim idris iestyn ieuan ifor ignacio ignatius igor imre ingmar ira isaac isaiah ismael ismail israel ivan ivo
jack jackson jacob jacques jaime jake jakob jamal james jamie jan janos jared jarek jarvis jason jasper javier jay
jean-paul jed jeff jeffrey jem jens jeremiah jeremy jerome jerry jesper jesse jesus jim jimmy joachim joao joaquin
jock joe joel johan johann johannes john johnny jon jonah jonas jonathan joost jordan jorge jory jose josef joseph
josh joshua josiah jozef juan jude jukka jules julian julio julius jurgen justin justus kaarle kaito kalle kamal
karel karl kaspar keith kelvin ken kenji kenneth kenny kent kevin khalid kieran kiran kirill kirk klaus knut kofi
konrad konstantin kurt kwame kyle lachlan lambert lamont lance lars laslo lasse laszlo laurence laurent laurie
lawrence lazar leander lee leif lenin leo leon leonard leonardo leonid leopold leroy lester lev levi lewis liam
lincoln linus lionel llewellyn lloyd logan lorenzo lorne lothar lou louis lubomir luc luca lucan lucas lucian lucien
lucius ludwig luigi luis lukas luke luther lyle magnus malachi malcolm malik manfred manuel mao marc marcel marcello
marco marcos marcus marek mario marius mark marlon marshall martin marty marvin massimo matt matteo matthew matthias
matti mattias maurice mauro max maximilian maxwell mehmet melvin merlin mervyn micah michael michel miguel mihail
mikael mike mikhail miklos milan miles milo milton mirko miro mitchell mohamed mohammed monty morgan moritz morris
mortimer moses muhammad murray mustafa nathan nathaniel neal ned neil nelson nestor neville niall nicholas nick
nicolas nicolo nigel nikita niklas nikolai nikolaus nikos nils noah noel norbert norman octavio odhran odo olaf ole
oleg oliver olivier olli omar orlando orson orville oscar oskar osvaldo oswald otis otto owen pablo paddy paolo
pascal pat patrick paul pavel pedro pekka percival percy perry pete peter petros phil philip philippe phillip pierce
pierre piers piet pieter pietro piotr pius placido preston prosper quentin quincy radek rafael rainer raj rajesh
ralph ramon randall randolph randy raoul raphael rashid rasmus ravi ray raymond reg reginald reid reinhard reinhold
remy renato rene reuben rex reynold rhys ricardo riccardo richard rick ricky risto roald rob robert roberto rod
roddy roderick rodney rodrigo roger roland rolf roman romeo ron ronald ronan ronnie rory ross rowan roy ruairi ruben
rudi rudolf rudolph rufus rupert russ russell ryan salvador salvatore sam samir sammy samson samuel sandor sandy
santiago sasha saul scott seamus sean sebastian selwyn seppo septimus serge sergei sergey sergio seth shane shaun
shawn sidney siegfried sigmund sigurd silas silvio simeon simon sinclair sindre sol solomon soren spencer stan
stanislav stanley stavros stefan steffen stelios stephen sterling steve steven stewart stig stuart sven sylvester
taavi tadeusz tariq ted teddy terence terrence terry thaddeus theo theodor theodore theophilus thierry thomas thor
thorsten tiberius tibor tim timo timothy titus tobiah tobias toby todd tom tomas tomasz tommaso tommy tony torsten
travis trevor tristan troy tudor tuomas tyler tyrone ulf ulrich ulysses umberto uwe vaclav valentin valentine vance
vasil vasily vaughan veikko vernon victor vidar viktor vince vincent vincenzo virgil vito vittorio vitus vladimir
wade waldo wallace wally walt walter warren warwick wayne wendell werner wesley wilbur wilf wilfred wilfrid wilhelm
will willard willem william willie willis wilson winston wojciech wolfgang woodrow wyatt xavier yannick yannis
yaroslav yasir yevgeny yuri yusuf yves zachary zack zane zbigniew zebedee zeke zoltan
aage abdoulaye abdullah abelard abner absalom adair adalbert adelard ademola adhemar adolfo adrien aeneas agapito
agustin ahmet aime aindrias ajay akim akira akshay aladar alain alaric alban alberic alcide aled aleksei alen alessio
alexey alfons alfonse algernon alojz aloys alphonsus altan alun amadeus amador amandus ambrosius amilcar amin amit
amund anatol ander andras andreu andrija andrzej aneirin aneurin anil anker anselmo antal ante antero antoni antonin
anwar aodhan aram ardal aribert ariel arild aristotle arkady armin arnaud arnd arno arnulf arrigo arsene arseny artem
artemy artus arvo aryeh asger aslak atle atsushi attila aubert aulis aurelien avi avraham aylmer azariah bakary
baldassare baldur baldwin balint baptiste barnabas bartolome bartolomeo bartosz bashir bazyli benedek benedikt
beniamino benito benno benoit berengar bernat bernt berthold bertil bertrand birger bjarne blai blaz bodo bohumil
bohuslav boleslaw bonaventure boniface bora borja borys bozidar branislav branko bror burkhard bysshe cadoc
cadwallader caesar cahal caradoc carel carles carsten casimir cassius cathal celestin celestino cenek chaim
charles-henri chaviv chidi chike christiaan christoph christos chrysostom ciaran cillian ciprian claas claud clemens
cleophas clovis cnut colum conall conan conn constantin corentin cornelis cosimo cosme cosmin costa costas cristian
cristobal cyprian cyr cyriac cyriel cyrille czeslaw dag dagfinn daichi damir daragh dariusz darko davide davit dawid
dejan demetrius demyan denes denys deodat desiderio detlef diarmuid didier diederik dimitar dimitrios dinesh dinko
diogo dion dionysius ditlev dobromir domenico domingo dominique donato donnchadh dorian dov drago duarte dusan dyfed
ebbe eberhard edoardo edvard edvin eelco efrain efrem egidio egil egor eike eilert eilif eino eivind eldad eldred
eleazar elidor eligius elio eliseo elisha ellert elmar eloi elvio emeric emeterio emiliano emre endre engelbert enno
enver enzo ephrem erasmus ercole erdem erhard erling errol esben etienne eudes eugenio eusebio eustace evald evander
evaristo evelio everard evert evgeny ewald ezio fabien fabrice fabrizio fadil faisal faolan fares farid farouk
faustino feargal federico fedor feliks felipe felton fenton fenwick feodor ferdinando ferenc fergal fermin fernand
fernao ferran ferruccio fidelis filip filippo fingal finnian firmin fitzroy flavio flemming florencio florent
florestan florimond folke folkert fortunato francesc franciszek francois franjo frans frantisek fredegar fredrik
fridolin fritjof frits fulbert fulgence fulvio gabor gabriele gael gaetan gaetano galen galo garrick gaspar gaudencio
gaudenz gaute gavril gebhard gennady geoffroy georgios geraint gerd gereon gergely gerlach germain gero gerrit gershom
gerwin gheorghe giacomo gian gianluca gianni gilberto gildas gilles gillis gino girolamo gisbert giuliano gjergj glyn
godefroy godric goffredo gonzalo gorm gosta gottfried gotthard gottlieb gotz gregoire gregorio griffith grigory
grzegorz gualtiero guglielmo guillem gunter gustave gwyn gyorgy gyula haakon habib hadrian hagen haldor halfdan halim
hallvard halvard halvor hamid hamlet hannibal hannu haralambos haris hartmut hartwig haruki hasan hasdrubal hauke
havelock haydn hedley heikki helge hendrik henning henryk heribert hermenegild herve hezekiah hieronymus hilario
hilarion hilmar hippolyte hisham hjalmar holger honore horacio hrvoje hubertus hugues humbert humberto huw iago iain
ichiro ignace ignaz ikaika ikenna ilias ilija illtyd ilmari ilya immanuel inaki ingo ingolf ingram ingvar ioan ioannis
ion iosif isaak isambard isandro isidor isidore istvan itzhak ivar ivor iwan izaak jaak jaap jabez jabulani jacek
jacinto jacobus jacopo jago jair jakov jakub jalmari jameson jan-erik janez janko jannik janusz jaques jari jarl jarmo
jaromir jaroslav jaroslaw jean-pierre jedediah jeevan jefferson jelle jenkin jeno jephthah jeppe jeremias jermyn
jeronimo jerzy jethro jiri jocelin jochen joergen jolyon jomo joop jordi jorg jorgen jorn joscelyn josep josip josue
jov jovan juda juhani julien junaid juozas juri juris jussi justinian kacper kai kaj kalevi kalman kamil karim karlis
karol karsten kasper kay-uwe kazimierz kazimir kazuo kees keir kelechi kenelm kenta kevork kilian kimball kjartan
kjell klaas klemens knud koenraad koichi koji kolya konstantinos korbinian kornel kosta kris krishna kristian kristof
kristoffer krystof krzysztof kwabena kyrill ladislaus ladislav lafe lajos lamar lambrecht lancelot landelin larry
laurens laurentius lauri laurids laurits lazare lazaro lazarus leandro leberecht lech lelio lemuel lenard lennart
leocadio leofric leonce leone leonello leonhard leonidas leopoldo lesek leszek leuven leviticus lisandro ljubomir llyr
lodewijk lodovico loic lorenz loris lotario loukas lovro luciano ludger ludolf ludovic ludvig ludvik luitpold luka
lukasz lutz lyall lysander maarten macario macsen madoc mads maheu mahmoud maik mainard majid makar makoto maksim
maksym malachy malo malte mamadou manoel manoj manolis mansel mansour marat marcelino marcelo marcin mariano marijn
marin marino markku marko markos markus marmaduke marten martijn martino marton maruf marwan masashi mateo mateusz
mathias mathieu mathis mathurin matias matija matthaus matthieu matyas mauricio maurits maurizio maxence maxim maxime
maximilien maynard meinhard meinrad meir melchior menachem meredydd meurig micha michail michal michele michiel
mieczyslaw mihai mihaly mijo mika mikel mikko miko mikolaj milko milorad milos miloslav milovan mircea miroslav
miroslaw mladen modesto mogens moises momcilo montague mordechai morgan-rhys morten moshe mostafa murad murdo murdoch
myron nahum naphtali napoleon narciso narcisse nasir nazar nazario nectarios nehemiah nemanja neofit nereo nicanor
niccolo nicodemus nicola-antonio nicolae nicolai nicomedes niels nikhil niklaus nikodem nikola nikolaj nikolaos
nikolas ninian nino-carlo nolan nuno obadiah oberon octave octavian octavius oddvar odilo odin odon odysseus oisin
olaus olav oleksandr oleksiy olindo olle olof oluf onesimus onufry orazio oren orestes orfeo orhan orpheus orrin
orsino osbert osgood osman osmond ossian oswin otakar otmar ottavio ottokar ove owain oystein paco padraig pafnuty
palle paltiel panagiotis pancho pantelis parsifal pascoe pasquale patricio patrik patroclus patryk paulin paulinus
paulo paulus pavle pavlos pawel payam peadar pedr pelagius pelle perceval peredur peregrine pericles petar peter-paul
petr petrus petter petur phelim philbert phileas philemon philibert philo phineas pier pim pinchas placide platon
plinio poul primo przemyslaw quillon quintin quirin rabindra rachid radomir radoslav radovan radu rafal raffaele
ragnar rahim raimo raimund raimundo rajiv ralf randal ranulf raschid rastus raul raymund raynard regis reidar reimund
reinaldo reiner reino rembrandt remi remigius remus renat renaud reuven rhodri rhun rikard riku rinaldo ritchie roar
rocco roch roderic roderich rodolfo rodolphe rodrigue roel roelof rogerio rolando romain romano romuald romulus roque
rorik roscoe roshan rostislav ruaridh rudiger rudyard rufino ruggero rui rune rupprecht rurik rutger ryszard saburo
sacha sacheverell sadiq salah salem salim salman salomon sampson samuele sandro sanjay santino santos saverio
sean-paul sebald sebastiano sebastiao sebastien selby selim semyon senan seraphim servaas servatius severin severino
severo seymour shadrach shahid shamus sharif shea sheridan sherman shigeru shinji shlomo sholto siegbert siegmund
sigbjorn sigge sigismund sigvard silvain silvanus silverio silvester silvius simo simone-luigi sindbad sinisa sixten
sixtus slavko slobodan snorri sotiris spiro spyros stanimir stanislas stanislaus stanislaw steen stefano steinar sten
stephane stephanos stevan stijn sturla sulayman sulo sune svante svein sven-erik svend sverre swithin sylvain szymon
tadeo tadhg taisto takashi takeshi taliesin tamas tancred taneli tapio taras taro tarquin tarquinius tasos tatsuo
teague teemu teilo telemachus temistocle tenzin teo teodor teodoro terje tero thabo theobald theodoric theodoros
theron thiago thibaud thibault thibaut thijs thilo thoralf thorbjorn thorfinn thorkild thorlak thorstein thorvald
tiernan tijl timofey timon timothee timotheus tino tito tivadar tobin todor toivo tolomeo toma tomaz tonio tonnes
torben tord tore torgeir toribio torkel torleif torquil torvald toshiro trajan tristram troels tryggve tullio turlough
tycho tyge ubaldo udo ugo ulick ulises ulrik umar uno urbano uriah uriel urs uzziah vadim valdemar valentino valerian
valerio valery valter vasco vasile vasilis vasyl veit veli venceslas vesa viggo vigo vilem vilhelm viljo villads ville
vilmos vincas vincenc vintila virgilio vissarion vitali vitaly vittore vivek vjekoslav vlad vladan vladislav vlado
vojtech volker volodymyr vsevolod vuk vyacheslav waclaw waldemar waleed walid wassily wazir wenceslas wendel werther
wessel wieland wieslaw wigbert wilbert wilbrand wilfried wilhem wilkie willem-jan willibald willoughby wim winfried
witold wladyslaw wlodzimierz wolfram wouter wulfric wulfstan wystan xander xaver xaverio yakov yanick yann yefim yegor
yehuda yiannis yitzhak ylli yngve yohannes yorick yoshio yousef yrjo yukio yuliy yuval yvon zachariah zacharias zafar
zahir zakary zaki zaven zbynek zdenek zdzislaw zebulon zedekiah zef zefirino zeno zenon zephaniah zhivko ziad zoran
zorba zsolt zygmunt
alfie bertie davey daz dickie donny ernie gerry hughie jez kev len lenny les mick mickey nate nicky nige nobby ollie
reece reggie rhod robbie sid stevie syd timmy vic zac zach zeb
""".replace("\n", " ")
NAMES = gendered(
    _FEMALE,
    _MALE,
    "sasha robin jessie lee pat sandy laurie morgan jan alex jordan dana rowan jean leslie kelly taylor casey "
    "avery quinn riley",
)
for _name in [
    "sasha",
    "robin",
    "jessie",
    "pat",
    "sandy",
    "morgan",
    "jan",
    "alex",
    "jordan",
    "dana",
    "taylor",
    "casey",
    "avery",
    "quinn",
    "riley",
]:
    NAMES[_name] = ""

_SHORT = """
lizzy elizabeth lizzie elizabeth eliza elizabeth beth elizabeth betty elizabeth bess elizabeth betsy elizabeth liz
elizabeth kitty catherine kate katherine katie katherine cathy catherine tom thomas tommy thomas will william bill
william billy william willie william bob robert bobby robert rob robert robbie robert dick richard rick richard jack
john johnny john jim james jimmy james jamie james joe joseph charlie charles charley charles chuck charles harry
henry hal henry ned edward ted edward teddy edward ed edward eddie edward sam samuel sammy samuel ben benjamin dan
daniel danny daniel dave david davy david mike michael mick michael nick nicholas tony anthony andy andrew alec
alexander sandy alexander steve stephen fred frederick freddy frederick freddie frederick frank francis greg gregory
jeff jeffrey ken kenneth larry lawrence matt matthew pat patrick paddy patrick pete peter phil philip ray raymond
ron ronald sid sidney tim timothy vic victor walt walter wally walter gus augustus art arthur abe abraham nat
nathaniel zeke ezekiel maggie margaret meg margaret peggy margaret madge margaret daisy margaret greta margaret
molly mary polly mary maudie maud minnie wilhelmina nell eleanor nellie eleanor nan anne nancy anne annie anne sally
sarah sadie sarah sue susan susie susan susy susan jenny jennifer jen jennifer becky rebecca bella isabella belle
isabella carrie caroline connie constance dolly dorothy dot dorothy edie edith effie euphemia emmy emma fanny
frances flo florence gwen gwendolen hattie harriet hetty henrietta jo josephine josie josephine kathy katherine
letty lettice lucy lucinda lottie charlotte lou louisa mattie martha millie mildred mimi miriam patty patricia pam
pamela penny penelope prue prudence tess theresa tilly matilda trixie beatrix vicky victoria winnie winifred
"""
_PAIRS = _SHORT.split()
NICKNAMES = dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True))
