using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Muster.Server.Storage;

namespace Muster.Server.Features.Accounts;

/// <summary>Signing in, tokens, roles; what each route needs is stated here and in each feature's own list.</summary>
static class AccountsFeature
{
    public static void AddAccounts(this IServiceCollection services)
    {
        services.AddIdentity<Account, IdentityRole<Guid>>(options =>
        {
            options.User.RequireUniqueEmail = true;
            // Length beats classes of characters (NIST SP 800-63B, 5.1.1).
            options.Password = new PasswordOptions { RequiredLength = 12, RequireDigit = false, RequireLowercase = false, RequireUppercase = false, RequireNonAlphanumeric = false, RequiredUniqueChars = 4 };
            options.Lockout = new LockoutOptions { AllowedForNewUsers = true, MaxFailedAccessAttempts = 5, DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15) };
        }).AddEntityFrameworkStores<MusterDb>().AddDefaultTokenProviders();

        services.AddSingleton<SetupCode>();
        services.AddScoped<AccountMaker>();
        services.ConfigureApplicationCookie(options =>
        {
            options.Cookie.Name = "muster";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.ExpireTimeSpan = TimeSpan.FromDays(14);
            options.LoginPath = "/account/sign-in";
        });
        services.AddAuthentication(options => options.DefaultScheme = options.DefaultAuthenticateScheme = options.DefaultChallengeScheme = "Muster")
            .AddScheme<AuthenticationSchemeOptions, TokenHandler>(TokenHandler.Name, null)
            .AddPolicyScheme("Muster", null, options => options.ForwardDefaultSelector = context =>
                context.Request.Headers.ContainsKey("Authorization") ? TokenHandler.Name : IdentityConstants.ApplicationScheme);
    }

    public static void MapAccounts(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/account/sign-in", SignIn.Page).OpenToAll();
        routes.MapPost("/account/sign-in", SignIn.Handle).OpenToAll().RequireRateLimiting("sign-in");
        routes.MapGet("/setup", FirstAdministrator.Page).OpenToAll();
        routes.MapPost("/setup", FirstAdministrator.Handle).OpenToAll().RequireRateLimiting("sign-in");
        routes.MapPost("/account/sign-out", SignOut.Handle).OpenToAll();
        routes.MapPost("/language", ChooseLanguage.Handle).OpenToAll();
        routes.MapGet("/account", ShowAccount.Page).ForSignedIn();
        routes.MapPost("/account/password", ChangePassword.Handle).ForSignedIn().RequireRateLimiting("sign-in");
        routes.MapPost("/account/tokens", MakeToken.Handle).ForSignedIn();
        routes.MapPost("/account/tokens/{token:guid}/revocation", MakeToken.Revoke).ForSignedIn();
        routes.MapGet("/admin", ListAccounts.Page).ForAdministrators();
        routes.MapPost("/admin/accounts", CreateAccount.Handle).ForAdministrators();
        routes.MapPost("/admin/accounts/{account:guid}/administrator", CreateAccount.SetAdministrator).ForAdministrators();
    }
}

/// <summary>Texts of <c>AccountsText.resx</c>.</summary>
sealed class AccountsText;
