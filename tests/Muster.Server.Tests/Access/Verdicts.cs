namespace Muster.Server.Tests.Access;

/// <summary>What each route asks of its viewer, stated by hand: method, address, rule, and the status of an allowed request where it is not a success of its own accord.</summary>
/// <remarks>A route that is registered and not here fails a test, and so does the opposite. The rules are explained in <see cref="AccessScene"/>.</remarks>
static class Verdicts
{
    const string Table = """
        GET    /                                                                                everybody
        GET    /health/live                                                                     everybody
        GET    /health/ready                                                                    everybody
        GET    /search?q=matrix                                                                 everybody
        GET    /api/search?q=matrix                                                             everybody
        POST   /language                                                                        everybody
        GET    /setup                                                                           everybody                404
        POST   /setup                                                                           everybody                400
        GET    /account/sign-in                                                                 everybody
        POST   /account/sign-in                                                                 everybody
        POST   /account/sign-out                                                                everybody
        GET    /account                                                                         signed-in
        POST   /account/password                                                                signed-in
        POST   /account/tokens                                                                  signed-in
        POST   /account/tokens/{token:guid}/revocation                                          signed-in                400
        GET    /admin                                                                           administrator
        POST   /admin/accounts                                                                  administrator
        POST   /admin/accounts/{account:guid}/administrator                                     administrator

        GET    /api/operations                                                                  everybody
        POST   /api/operations                                                                  officer
        GET    /operations/new                                                                  officer
        POST   /operations                                                                      officer
        GET    /operations/{operation}                                                          operation-read
        GET    /api/operations/{operation}                                                      operation-read
        GET    /operations/{operation}/edit                                                     operation-steer
        POST   /operations/{operation}/edit                                                     operation-steer
        PUT    /api/operations/{operation}                                                      operation-steer
        GET    /operations/{operation}/members                                                  operation-steer
        POST   /operations/{operation}/members                                                  operation-steer
        GET    /operations/{operation}/wipe                                                     operation-steer
        POST   /operations/{operation}/wipe                                                     operation-steer

        GET    /operations/{operation}/datasets                                                 operation-read
        GET    /api/operations/{operation}/datasets                                             operation-read
        GET    /operations/{operation}/datasets/{dataset}                                       dataset-read
        GET    /operations/{operation}/datasets/{dataset}/table                                 dataset-read
        GET    /operations/{operation}/datasets/{dataset}/findings                              dataset-read
        GET    /operations/{operation}/datasets/{dataset}/versions                              dataset-read
        GET    /operations/{operation}/datasets/{dataset}/versions/{version}                    dataset-read
        GET    /operations/{operation}/datasets/{dataset}/versions/{version}/table              dataset-read
        GET    /operations/{operation}/datasets/{dataset}/versions/{version}/findings           dataset-read
        GET    /operations/{operation}/datasets/{dataset}/edit                                  dataset-steer
        POST   /operations/{operation}/datasets/{dataset}/edit                                  dataset-steer
        GET    /operations/{operation}/datasets/{dataset}/deletion                              dataset-steer
        POST   /operations/{operation}/datasets/{dataset}/deletion                              dataset-steer
        GET    /api/operations/{operation}/datasets/{dataset}                                   dataset-read
        PUT    /api/operations/{operation}/datasets/{dataset}                                   dataset-steer
        DELETE /api/operations/{operation}/datasets/{dataset}                                   dataset-steer
        GET    /api/operations/{operation}/datasets/{dataset}/versions                          dataset-read
        GET    /api/operations/{operation}/datasets/{dataset}/versions/{version}                dataset-read
        GET    /api/operations/{operation}/datasets/{dataset}/rows                              dataset-read
        GET    /api/operations/{operation}/datasets/{dataset}/values/{column}                   dataset-read
        GET    /api/operations/{operation}/datasets/{dataset}/findings                          dataset-read
        GET    /api/operations/{operation}/datasets/{dataset}/data.{format}                     dataset-read
        HEAD   /api/operations/{operation}/datasets/{dataset}/data.{format}                     dataset-read
        GET    /api/operations/{operation}/datasets/{dataset}/original                          dataset-read
        HEAD   /api/operations/{operation}/datasets/{dataset}/original                          dataset-read
        GET    /api/operations/{operation}/datasets/{dataset}/versions/{version}/rows           dataset-read
        GET    /api/operations/{operation}/datasets/{dataset}/versions/{version}/values/{column} dataset-read
        GET    /api/operations/{operation}/datasets/{dataset}/versions/{version}/findings       dataset-read
        GET    /api/operations/{operation}/datasets/{dataset}/versions/{version}/data.{format}  dataset-read
        HEAD   /api/operations/{operation}/datasets/{dataset}/versions/{version}/data.{format}  dataset-read
        GET    /api/operations/{operation}/datasets/{dataset}/versions/{version}/original       dataset-read
        HEAD   /api/operations/{operation}/datasets/{dataset}/versions/{version}/original       dataset-read

        GET    /operations/{operation}/datasets/{dataset}/rows/{row:int}                        dataset-read
        GET    /operations/{operation}/datasets/{dataset}/versions/{version}/rows/{row:int}     dataset-read
        GET    /api/operations/{operation}/datasets/{dataset}/rows/{row:int}                    dataset-read
        GET    /api/operations/{operation}/datasets/{dataset}/versions/{version}/rows/{row:int} dataset-read

        GET    /operations/{operation}/datasets/{dataset}/combination                           dataset-contribute
        POST   /operations/{operation}/datasets/{dataset}/combination                           dataset-steer
        GET    /operations/{operation}/datasets/{dataset}/combination/unmatched.csv             dataset-contribute       400
        GET    /operations/{operation}/datasets/{dataset}/lineage                               dataset-read
        POST   /operations/{operation}/datasets/{dataset}/lineage                               dataset-steer
        GET    /operations/{operation}/datasets/{dataset}/rounds                                dataset-read
        GET    /operations/{operation}/datasets/{dataset}/rounds/comparison.csv                 dataset-read             409
        GET    /operations/{operation}/datasets/{dataset}/rounds/comparison.xlsx                dataset-read             409
        GET    /operations/{operation}/imports/{import}/round                                   import-steer
        POST   /operations/{operation}/imports/{import}/round                                   import-steer
        GET    /api/operations/{operation}/datasets/{dataset}/combination                       dataset-contribute       400
        POST   /api/operations/{operation}/datasets/{dataset}/combination                       dataset-steer
        GET    /api/operations/{operation}/datasets/{dataset}/lineage                           dataset-read
        POST   /api/operations/{operation}/datasets/{dataset}/lineage                           dataset-steer
        GET    /api/operations/{operation}/datasets/{dataset}/rounds                            dataset-read
        GET    /api/operations/{operation}/datasets/{dataset}/rounds/comparison                 dataset-read             409
        GET    /api/operations/{operation}/imports/{import}/round                               import-steer             400
        POST   /api/operations/{operation}/imports/{import}/round                               import-steer

        GET    /operations/{operation}/collections                                              operation-contribute
        GET    /operations/{operation}/collections/new                                          operation-steer
        POST   /operations/{operation}/collections                                              operation-steer
        GET    /api/operations/{operation}/collections                                          operation-contribute
        POST   /api/operations/{operation}/collections                                          operation-steer
        GET    /operations/{operation}/collections/{collection}                                 collection-contribute
        GET    /operations/{operation}/collections/{collection}/template.xlsx                   collection-contribute
        GET    /operations/{operation}/collections/{collection}/status.csv                      collection-contribute
        GET    /operations/{operation}/collections/{collection}/edit                            collection-steer
        POST   /operations/{operation}/collections/{collection}/edit                            collection-steer
        POST   /operations/{operation}/collections/{collection}/closure                         collection-steer
        POST   /operations/{operation}/collections/{collection}/partners                        collection-steer
        GET    /operations/{operation}/collections/{collection}/partners/{partner}              collection-steer
        POST   /operations/{operation}/collections/{collection}/partners/{partner}/removal      collection-steer
        POST   /operations/{operation}/collections/{collection}/partners/{partner}/link         collection-steer
        POST   /operations/{operation}/collections/{collection}/partners/{partner}/link/withdrawal collection-steer
        POST   /operations/{operation}/collections/{collection}/partners/{partner}/returns      collection-steer
        POST   /operations/{operation}/collections/{collection}/partners/{partner}/returns/{sent:guid}/columns collection-steer
        GET    /operations/{operation}/collections/{collection}/merge                           collection-steer
        POST   /operations/{operation}/collections/{collection}/merge                           collection-steer
        POST   /operations/{operation}/collections/{collection}/choices                         collection-steer
        GET    /returns/{secret}                                                                everybody                404,429
        POST   /returns/{secret}                                                                everybody                404,429
        GET    /returns/{secret}/template.xlsx                                                  everybody                404,429
        GET    /api/operations/{operation}/collections/{collection}                             collection-contribute
        PUT    /api/operations/{operation}/collections/{collection}                             collection-steer
        POST   /api/operations/{operation}/collections/{collection}/partners                    collection-steer
        DELETE /api/operations/{operation}/collections/{collection}/partners/{partner}          collection-steer
        POST   /api/operations/{operation}/collections/{collection}/partners/{partner}/link     collection-steer
        DELETE /api/operations/{operation}/collections/{collection}/partners/{partner}/link     collection-steer
        POST   /api/operations/{operation}/collections/{collection}/partners/{partner}/returns  collection-steer
        PUT    /api/operations/{operation}/collections/{collection}/partners/{partner}/returns/{sent:guid}/columns collection-steer
        GET    /api/operations/{operation}/collections/{collection}/merge                       collection-steer
        POST   /api/operations/{operation}/collections/{collection}/merge                       collection-steer
        PUT    /api/operations/{operation}/collections/{collection}/choices                     collection-steer

        GET    /operations/{operation}/key-figures                                              operation-read
        GET    /operations/{operation}/key-figures.csv                                          operation-read
        GET    /operations/{operation}/key-figures/new                                          operation-contribute
        POST   /operations/{operation}/key-figures                                              operation-contribute
        GET    /operations/{operation}/key-figures/from-dataset                                 operation-contribute
        POST   /operations/{operation}/key-figures/from-dataset                                 operation-contribute 400,404
        GET    /operations/{operation}/key-figures/{figure:guid}                                operation-read   404
        POST   /operations/{operation}/key-figures/{figure:guid}/anchor                         operation-steer  400,404
        POST   /operations/{operation}/key-figures/{figure:guid}/values/{value:guid}/withdrawal operation-steer  400,404
        POST   /operations/{operation}/key-figures/{figure:guid}/values/{value:guid}/return     operation-steer  400,404
        GET    /api/operations/{operation}/key-figures                                          operation-read
        POST   /api/operations/{operation}/key-figures                                          operation-contribute
        POST   /api/operations/{operation}/key-figures/from-dataset                             operation-contribute 404
        GET    /api/operations/{operation}/key-figures/{figure:guid}                            operation-read   404
        PUT    /api/operations/{operation}/key-figures/{figure:guid}/anchor                     operation-steer  404
        DELETE /api/operations/{operation}/key-figures/{figure:guid}/values/{value:guid}        operation-steer  404

        GET    /operations/{operation}/population                                               operation-read
        GET    /operations/{operation}/population/{code}                                        operation-read   404
        POST   /operations/{operation}/population/{code}/choice                                 operation-steer  400,404
        GET    /operations/{operation}/population/{code}/table.{format}                         operation-read   404
        GET    /operations/{operation}/displacement                                             operation-read
        GET    /operations/{operation}/displacement.csv                                         operation-read   404
        GET    /operations/{operation}/in-need                                                  operation-read
        GET    /operations/{operation}/rates                                                    operation-read
        GET    /operations/{operation}/rates.csv                                                operation-read   404
        GET    /api/operations/{operation}/population                                           operation-read
        GET    /api/operations/{operation}/population/{code}                                    operation-read   404
        PUT    /api/operations/{operation}/population/{code}/choice                             operation-steer  404
        GET    /api/operations/{operation}/displacement                                         operation-read   404
        GET    /api/operations/{operation}/in-need                                              operation-read
        GET    /api/operations/{operation}/rates                                                operation-read   404

        GET    /operations/{operation}/datasets/{dataset}/links                                 dataset-read
        GET    /embed/{operation}/{dataset}                                                     dataset-read
        GET    /odata/{operation}/{dataset}                                                     dataset-read
        GET    /odata/{operation}/{dataset}/$metadata                                           dataset-read
        GET    /odata/{operation}/{dataset}/rows                                                dataset-read
        GET    /odata/{operation}/{dataset}/rows/$count                                         dataset-read
        GET    /odata-signed/{operation}/{dataset}                                              dataset-signed
        GET    /odata-signed/{operation}/{dataset}/$metadata                                    dataset-signed
        GET    /odata-signed/{operation}/{dataset}/rows                                         dataset-signed
        GET    /odata-signed/{operation}/{dataset}/rows/$count                                  dataset-signed

        POST   /operations/{operation}/uploads/{upload:guid}/discard                            operation-contribute
        OPTIONS /api/operations/{operation}/uploads                                             operation-contribute
        GET    /api/operations/{operation}/uploads                                              operation-contribute
        POST   /api/operations/{operation}/uploads                                              operation-contribute
        GET    /api/operations/{operation}/uploads/{upload:guid}                                operation-contribute     404
        HEAD   /api/operations/{operation}/uploads/{upload:guid}                                operation-contribute     404
        PATCH  /api/operations/{operation}/uploads/{upload:guid}                                operation-contribute     404,415
        DELETE /api/operations/{operation}/uploads/{upload:guid}                                operation-contribute     404
        GET    /operations/{operation}/imports                                                  operation-contribute
        GET    /operations/{operation}/imports/new                                              operation-contribute
        POST   /operations/{operation}/imports                                                  operation-contribute
        GET    /operations/{operation}/imports/{import}                                         import-read
        GET    /operations/{operation}/imports/{import}/progress                                import-read
        GET    /operations/{operation}/imports/{import}/file                                    import-read
        POST   /operations/{operation}/imports/{import}/choices                                 import-contribute
        POST   /operations/{operation}/imports/{import}/check                                   import-contribute
        GET    /operations/{operation}/imports/{import}/columns                                 import-read
        POST   /operations/{operation}/imports/{import}/columns                                 import-contribute
        GET    /operations/{operation}/imports/{import}/findings                                import-read
        GET    /operations/{operation}/imports/{import}/findings.csv                            import-read              200,409
        GET    /operations/{operation}/imports/{import}/findings.html                           import-read              200,409
        GET    /operations/{operation}/imports/{import}/findings.json                           import-read              200,409
        GET    /operations/{operation}/imports/{import}/findings.xlsx                           import-read              200,409
        GET    /operations/{operation}/imports/{import}/places                                  import-read
        POST   /operations/{operation}/imports/{import}/places                                  import-contribute
        POST   /operations/{operation}/imports/{import}/places/all                              import-contribute
        POST   /operations/{operation}/imports/{import}/places/codes                            import-contribute
        GET    /operations/{operation}/imports/{import}/places/{question:long}                  import-read              404
        GET    /operations/{operation}/imports/{import}/repairs                                 import-read
        POST   /operations/{operation}/imports/{import}/steps                                   import-contribute
        POST   /operations/{operation}/imports/{import}/steps/preview                           import-contribute
        GET    /operations/{operation}/imports/{import}/values                                  import-read              200,404,409
        POST   /operations/{operation}/imports/{import}/values                                  import-contribute
        GET    /operations/{operation}/imports/{import}/cell?row=2                              import-read              200,404,409
        POST   /operations/{operation}/imports/{import}/steps/{step:guid}/undo                  import-contribute
        POST   /operations/{operation}/imports/{import}/replay                                  import-contribute
        GET    /operations/{operation}/imports/{import}/difference                              import-read
        GET    /operations/{operation}/imports/{import}/queued.csv                              import-read
        GET    /operations/{operation}/imports/{import}/acceptance                              import-read
        POST   /operations/{operation}/imports/{import}/acceptance                              import-steer
        POST   /operations/{operation}/imports/{import}/discard                                 import-contribute
        GET    /api/operations/{operation}/imports                                              operation-contribute
        POST   /api/operations/{operation}/imports                                              operation-contribute
        GET    /api/operations/{operation}/imports/{import}                                     import-read
        DELETE /api/operations/{operation}/imports/{import}                                     import-contribute
        GET    /api/operations/{operation}/imports/{import}/columns                             import-read
        GET    /api/operations/{operation}/imports/{import}/choices                             import-read
        PUT    /api/operations/{operation}/imports/{import}/choices                             import-contribute
        GET    /api/operations/{operation}/imports/{import}/findings                            import-read
        GET    /api/operations/{operation}/imports/{import}/findings.csv                        import-read              200,409
        GET    /api/operations/{operation}/imports/{import}/findings.html                       import-read              200,409
        GET    /api/operations/{operation}/imports/{import}/findings.json                       import-read              200,409
        GET    /api/operations/{operation}/imports/{import}/findings.xlsx                       import-read              200,409
        GET    /api/operations/{operation}/imports/{import}/places                              import-read
        GET    /api/operations/{operation}/imports/{import}/steps                               import-read
        POST   /api/operations/{operation}/imports/{import}/steps                               import-contribute
        POST   /api/operations/{operation}/imports/{import}/steps/preview                       import-contribute
        GET    /api/operations/{operation}/imports/{import}/values                              import-read              200,404,409
        DELETE /api/operations/{operation}/imports/{import}/steps/{step:guid}                   import-contribute        400
        POST   /api/operations/{operation}/imports/{import}/replay                              import-contribute
        GET    /api/operations/{operation}/imports/{import}/changes                             import-read
        GET    /api/operations/{operation}/imports/{import}/set-aside                           import-read
        GET    /api/operations/{operation}/imports/{import}/queued.csv                          import-read
        POST   /api/operations/{operation}/imports/{import}/acceptance                          import-steer

        GET    /places                                                                          everybody
        GET    /places/choose?country=HTI                                                       everybody
        GET    /places/{country}                                                                country-read
        GET    /places/{country}/{code}                                                         country-read
        GET    /places/{country}/gazetteer.csv                                                  country-read
        GET    /places/{country}/editions                                                       country-steer
        POST   /places/{country}/editions                                                       country-steer
        POST   /places/{country}/editions/{edition:guid}/current                                country-steer            400
        GET    /places/{country}/loads/{load:guid}                                              country-steer            404
        POST   /places/{country}/aliases/{alias:guid}/undo                                      country-steer            400
        GET    /api/places                                                                      everybody
        GET    /api/places/{country}                                                            country-read
        GET    /api/places/{country}/units                                                      country-read
        GET    /api/places/{country}/units/{code}                                               country-read
        GET    /api/places/{country}/units/{code}/children                                      country-read
        GET    /api/places/{country}/boundaries/{level:int}.geojson                             country-read
        POST   /api/places/{country}/editions                                                   country-steer
        GET    /api/places/{country}/loads/{load:guid}                                          country-steer            404

        GET    /operations/{operation}/datasets/{dataset}/figures/map                           dataset-read             200,409
        GET    /operations/{operation}/datasets/{dataset}/figures/map.svg                       dataset-read             200,409
        GET    /operations/{operation}/datasets/{dataset}/figures/map.png                       dataset-read             200,409
        GET    /operations/{operation}/datasets/{dataset}/figures/map.csv                       dataset-read             200,409
        GET    /operations/{operation}/datasets/{dataset}/figures/map.geojson                   dataset-read             200,409
        GET    /operations/{operation}/datasets/{dataset}/figures/map-values.json               dataset-read             200,409
        GET    /operations/{operation}/datasets/{dataset}/figures/pyramid                       dataset-read             200,409
        GET    /operations/{operation}/datasets/{dataset}/figures/pyramid.svg                   dataset-read             200,409
        GET    /operations/{operation}/datasets/{dataset}/figures/pyramid.png                   dataset-read             200,409
        GET    /operations/{operation}/datasets/{dataset}/figures/pyramid.csv                   dataset-read             200,409
        GET    /operations/{operation}/datasets/{dataset}/versions/{version}/figures/map        dataset-read             200,409
        GET    /operations/{operation}/datasets/{dataset}/versions/{version}/figures/map.svg    dataset-read             200,409
        GET    /operations/{operation}/datasets/{dataset}/versions/{version}/figures/map.png    dataset-read             200,409
        GET    /operations/{operation}/datasets/{dataset}/versions/{version}/figures/map.csv    dataset-read             200,409
        GET    /operations/{operation}/datasets/{dataset}/versions/{version}/figures/map.geojson dataset-read             200,409
        GET    /operations/{operation}/datasets/{dataset}/versions/{version}/figures/map-values.json dataset-read             200,409
        GET    /operations/{operation}/datasets/{dataset}/versions/{version}/figures/pyramid    dataset-read             200,409
        GET    /operations/{operation}/datasets/{dataset}/versions/{version}/figures/pyramid.svg dataset-read             200,409
        GET    /operations/{operation}/datasets/{dataset}/versions/{version}/figures/pyramid.png dataset-read             200,409
        GET    /operations/{operation}/datasets/{dataset}/versions/{version}/figures/pyramid.csv dataset-read             200,409
        GET    /admin/mails                                                                     administrator
        GET    /admin/mails/{mail:guid}                                                         administrator            404
        POST   /admin/mails/{mail:guid}/retry                                                   administrator

        GET    /organisations                                                                   everybody
        GET    /organisations.csv                                                               everybody
        GET    /organisations/new                                                               officer
        POST   /organisations                                                                   officer
        POST   /organisations/import                                                            officer
        GET    /organisations/{organisation:guid}                                               everybody                404
        POST   /organisations/{organisation:guid}                                               officer
        POST   /organisations/{organisation:guid}/merge                                         officer
        POST   /organisations/{organisation:guid}/separation                                    officer
        GET    /api/organisations                                                               everybody
        POST   /api/organisations                                                               officer
        POST   /api/organisations/import                                                        officer                  400,401
        GET    /api/organisations/{organisation:guid}                                           everybody                404
        PUT    /api/organisations/{organisation:guid}                                           officer                  404
        GET    /roles                                                                           everybody
        POST   /roles                                                                           administrator
        GET    /api/roles                                                                       everybody
        GET    /operations/{operation}/clusters                                                 operation-read
        POST   /operations/{operation}/clusters                                                 operation-steer
        POST   /operations/{operation}/clusters/template                                        operation-steer
        POST   /operations/{operation}/hubs                                                     operation-steer
        GET    /api/operations/{operation}/clusters                                             operation-read
        POST   /api/operations/{operation}/clusters                                             operation-steer

        GET    /operations/{operation}/contacts                                                 operation-read
        GET    /api/operations/{operation}/lists                                                operation-read
        GET    /lists                                                                           signed-in
        POST   /lists                                                                           signed-in
        GET    /lists/{list}                                                                    list-read
        GET    /lists/{list}/members.{format}                                                   list-read                200,404
        GET    /lists/{list}/check-in                                                           list-join
        POST   /lists/{list}/check-in                                                           list-join
        POST   /lists/{list}/check-ins/{checkIn:guid}/dates                                     list-join
        POST   /lists/{list}/check-ins/{checkIn:guid}/check-out                                 list-join
        POST   /lists/{list}/check-ins/{checkIn:guid}/approval                                  list-steer
        POST   /lists/{list}/check-ins/{checkIn:guid}/refusal                                   list-steer
        GET    /lists/{list}/people/new                                                         list-steer
        POST   /lists/{list}/people                                                             list-steer
        GET    /lists/{list}/settings                                                           list-steer
        POST   /lists/{list}/settings                                                           list-steer
        POST   /lists/{list}/managers                                                           list-steer
        GET    /lists/{list}/exports                                                            list-steer
        GET    /people                                                                          signed-in
        GET    /people/{person:guid}                                                            person-read
        GET    /people/{person:guid}.vcf                                                        person-read
        GET    /people/{person:guid}/edit                                                       person-steer
        POST   /people/{person:guid}                                                            person-steer
        POST   /people/{person:guid}/verification                                               person-read
        POST   /people/{person:guid}/connection                                                 person-read
        POST   /people/{person:guid}/stale                                                      person-read
        POST   /people/{person:guid}/merge                                                      person-read
        POST   /people/{person:guid}/separation                                                 officer
        POST   /people/{person:guid}/flag                                                       administrator
        GET    /me                                                                              signed-in
        GET    /me/data                                                                         signed-in
        GET    /me/data.json                                                                    signed-in
        POST   /me/deletion                                                                     signed-in
        GET    /check-in/{ticket}                                                               everybody                404,429
        POST   /check-in/{ticket}                                                               everybody
        GET    /api/lists                                                                       signed-in
        POST   /api/lists                                                                       signed-in                400
        GET    /api/lists/{list}                                                                list-read
        GET    /api/lists/{list}/members.{format}                                               list-read                200,404
        POST   /api/lists/{list}/check-ins                                                      list-join                201,409
        GET    /api/lists/{list}/check-ins/{checkIn:guid}                                       list-read                404
        PUT    /api/lists/{list}/check-ins/{checkIn:guid}                                       list-join                404
        DELETE /api/lists/{list}/check-ins/{checkIn:guid}                                       list-join                404
        POST   /api/lists/{list}/people                                                         list-steer               400
        GET    /api/people?q=matrix                                                             signed-in
        GET    /api/people/{person:guid}                                                        person-read
        PUT    /api/people/{person:guid}                                                        person-steer             400,409

        GET    /operations/{operation}/figures                                                         operation-read
        GET    /operations/{operation}/figures/new                                                     operation-contribute
        POST   /operations/{operation}/figures/preview                                                 operation-contribute     200,400,415
        POST   /operations/{operation}/figures                                                         operation-contribute
        GET    /operations/{operation}/figures/{figure}                                                figure-read
        GET    /operations/{operation}/figures/{figure}/figure.svg                                     figure-read              200,409
        GET    /operations/{operation}/figures/{figure}/figure.png                                     figure-read              200,409
        GET    /operations/{operation}/figures/{figure}/figure.pdf                                     figure-read              200,409
        GET    /operations/{operation}/figures/{figure}/figure.csv                                     figure-read              200,409
        GET    /operations/{operation}/figures/{figure}/sheet.svg                                      figure-read              200,409
        GET    /operations/{operation}/figures/{figure}/sheet.png                                      figure-read              200,409
        GET    /operations/{operation}/figures/{figure}/sheet.pdf                                      figure-read              200,409
        GET    /operations/{operation}/figures/{figure}/areas.geojson                                  figure-read              200,409
        GET    /operations/{operation}/figures/{figure}/values.json                                    figure-read              200,409
        GET    /embed/{operation}/figures/{figure}                                                     figure-read              200,409
        GET    /operations/{operation}/figures/{figure}/edit                                           figure-steer
        POST   /operations/{operation}/figures/{figure}                                                figure-steer
        POST   /operations/{operation}/figures/{figure}/copy                                           figure-contribute
        GET    /operations/{operation}/figures/{figure}/deletion                                       figure-steer
        POST   /operations/{operation}/figures/{figure}/deletion                                       figure-steer
        POST   /operations/{operation}/figures/{figure}/sheets                                         figure-contribute
        GET    /operations/{operation}/figures/{figure}/sheets/{batch:guid}                            figure-read              404
        GET    /operations/{operation}/figures/{figure}/sheets/{batch:guid}/file                       figure-read              404
        GET    /api/operations/{operation}/figures                                                     operation-read
        POST   /api/operations/{operation}/figures                                                     operation-contribute
        GET    /api/operations/{operation}/figures/{figure}                                            figure-read
        PUT    /api/operations/{operation}/figures/{figure}                                            figure-steer
        DELETE /api/operations/{operation}/figures/{figure}                                            figure-steer
        GET    /api/operations/{operation}/figures/{figure}/data                                       figure-read              200,409
        POST   /api/operations/{operation}/figures/{figure}/copy                                       figure-contribute
        POST   /api/operations/{operation}/figures/{figure}/sheets                                     figure-contribute
        GET    /api/operations/{operation}/figures/{figure}/sheets/{batch:guid}                        figure-read              404
        GET    /api/operations/{operation}/figures/{figure}/sheets/{batch:guid}/file                   figure-read              404
        """;

    public static IReadOnlyList<Verdict> All { get; } = [.. Table.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Verdict.Parse)];
}

/// <summary>A line of the table.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Address">Route with its parameters, and a query where the matrix needs one.</param>
/// <param name="Rule">Who may.</param>
/// <param name="Allowed">Status of an allowed request, where the thing asked for is not there for anybody.</param>
sealed record Verdict(string Method, string Address, string Rule, IReadOnlyList<int>? Allowed)
{
    public string Route => Address.Split('?')[0];

    public string Name => $"{Method} {Route}";

    public static Verdict Parse(string line)
    {
        var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new Verdict(parts[0], parts[1], parts[2], parts.Length > 3 ? [.. parts[3].Split(',').Select(status => int.Parse(status, System.Globalization.CultureInfo.InvariantCulture))] : null);
    }
}
